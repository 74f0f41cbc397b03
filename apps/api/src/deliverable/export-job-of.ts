import { loadExportJobs, toGlobalId, type ExportJobView } from '@bicorne/application';
import { byId } from '../graphql/request-context.js';
import { EXPORTS_PATH } from '../http/document-route.js';
import type { ExportJob } from './artifact-pack.types.js';

/** An export as the schema shows it. */
export function exportJobOf({ requestedBy, ...job }: ExportJobView, baseUrl: string): ExportJob {
  return {
    ...job,
    requestedBy: { name: requestedBy },
    url: job.state === 'DONE' ? `${baseUrl}${EXPORTS_PATH}/${toGlobalId('ExportJob', job.id)}.zip` : null,
  };
}

/** Exports by id. */
export const exportJobsById = byId(loadExportJobs);
