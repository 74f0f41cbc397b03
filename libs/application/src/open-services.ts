import type { Config } from '@bicorne/config';
import { keepPrinted, loadTemplateCatalogue, openDiskStorage, openPdfThread } from '@bicorne/documents';
import { join } from 'node:path';
import { fetchOutside } from './sso/fetch-outside.js';
import type { Services } from './services.js';

type ServiceConfig = Pick<
  Config,
  'projectRoot' | 'dataDir' | 'baseUrl' | 'smtpUrl' | 'secret' | 'oldSecret' | 'noticeCollectSeconds'
> &
  Partial<Pick<Config, 'egressAllow'>>;

/** A written read takes less than a second: who comes behind so many would wait too long. */
const MOST_WAITING_TO_PRINT = 20;
/** Nobody keeps a thread for a document an hour. */
const PRINTER_IDLE_MS = 60_000;

/** Makes what use cases need besides the database: once, at the start of each process. */
export async function openServices({
  projectRoot,
  dataDir,
  baseUrl,
  smtpUrl,
  secret,
  oldSecret,
  noticeCollectSeconds,
  egressAllow,
}: ServiceConfig): Promise<Services> {
  return {
    catalogue: await loadTemplateCatalogue(projectRoot),
    storage: openDiskStorage(join(dataDir, 'files')),
    print: keepPrinted(openPdfThread({ mostWaiting: MOST_WAITING_TO_PRINT, idleMs: PRINTER_IDLE_MS }).print),
    baseUrl,
    emailEnabled: smtpUrl !== undefined,
    secret,
    oldSecret,
    noticeCollectSeconds,
    fetchOutside: fetchOutside(egressAllow ?? []),
  };
}
