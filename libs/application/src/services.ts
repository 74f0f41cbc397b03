import type { Storage, TemplateCatalogue } from '@bicorne/documents';
import type { AlertEventPayload } from '@bicorne/notifications';
import type { Signal } from '@bicorne/domain';
import type { DriftState } from './drift/load-drift-facts.js';

/** What use cases need besides the database: made once at start, the same in the API, the worker and the commands. */
export interface Services {
  catalogue: TemplateCatalogue;
  /** Where the bytes of uploaded files and of archives stand. */
  storage: Storage;
  /** Where people reach Bicorne; what a link begins with. */
  baseUrl: string;
  /** Whether a mail server is configured; without one no email delivery is made. */
  emailEnabled: boolean;
  /** Seals what is kept secret at rest, such as the key of a webhook endpoint. */
  secret: string;
  /** The event that recipients are sent about an alert. */
  alertEvent(state: DriftState, alertId: string, signal: Signal, now: Date): AlertEventPayload;
}
