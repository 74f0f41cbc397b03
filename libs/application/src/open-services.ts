import type { Config } from '@bicorne/config';
import { loadTemplateCatalogue, openDiskStorage } from '@bicorne/documents';
import { alertUrl } from '@bicorne/notifications';
import { join } from 'node:path';
import { toGlobalId } from './global-id.js';
import type { Services } from './services.js';

type ServiceConfig = Pick<Config, 'projectRoot' | 'dataDir' | 'baseUrl' | 'smtpUrl' | 'secret'>;

/** Makes what use cases need besides the database: once, at the start of each process. */
export async function openServices({ projectRoot, dataDir, baseUrl, smtpUrl, secret }: ServiceConfig): Promise<Services> {
  return {
    catalogue: await loadTemplateCatalogue(projectRoot),
    storage: openDiskStorage(join(dataDir, 'files')),
    baseUrl,
    emailEnabled: smtpUrl !== undefined,
    secret,
    alertEvent: ({ facts, clientId, clientName }, alertId, signal, now) => {
      const engagementId = toGlobalId('Engagement', facts.id);
      const deliverable =
        signal.subject.kind === 'DELIVERABLE'
          ? facts.deliverables.find(({ id }) => id === signal.subject.id)
          : undefined;
      return {
        type: 'drift_alert.raised',
        timestamp: now.toISOString(),
        data: {
          alertId: toGlobalId('DriftAlert', alertId),
          rule: signal.rule,
          severity: signal.severity,
          hat: signal.hat,
          statement: signal.statement,
          clearsWhen: signal.clearsWhen,
          client: { id: toGlobalId('Client', clientId), name: clientName },
          engagement: { id: engagementId },
          deliverable: deliverable
            ? { id: toGlobalId('Deliverable', deliverable.id), key: deliverable.key, title: deliverable.title }
            : null,
          url: alertUrl(baseUrl, engagementId),
        },
      };
    },
  };
}
