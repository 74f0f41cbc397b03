import type { Config } from '@bicorne/config';
import { loadTemplateCatalogue, openDiskStorage } from '@bicorne/documents';
import { join } from 'node:path';
import type { Services } from './services.js';

type ServiceConfig = Pick<
  Config,
  'projectRoot' | 'dataDir' | 'baseUrl' | 'smtpUrl' | 'secret' | 'noticeCollectSeconds'
>;

/** Makes what use cases need besides the database: once, at the start of each process. */
export async function openServices({
  projectRoot,
  dataDir,
  baseUrl,
  smtpUrl,
  secret,
  noticeCollectSeconds,
}: ServiceConfig): Promise<Services> {
  return {
    catalogue: await loadTemplateCatalogue(projectRoot),
    storage: openDiskStorage(join(dataDir, 'files')),
    baseUrl,
    emailEnabled: smtpUrl !== undefined,
    secret,
    noticeCollectSeconds,
  };
}
