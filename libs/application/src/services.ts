import type { SingleSignOnOptions } from '@bicorne/identity';
import type { PdfThread, Storage, TemplateCatalogue } from '@bicorne/documents';
import type { SealingSecrets } from '@bicorne/persistence';

/** What use cases need besides the database: made once at start, the same in the API, the worker and the commands. */
export interface Services extends SealingSecrets {
  catalogue: TemplateCatalogue;
  /** Where the bytes of uploaded files and of archives stand. */
  storage: Storage;
  /** Prints what somebody waits for, one document after the other, beside the process's own work. */
  print: PdfThread['print'];
  /** Where people reach Bicorne; what a link begins with. */
  baseUrl: string;
  /** Whether a mail server is configured; without one no email delivery is made. */
  emailEnabled: boolean;
  /** For how many seconds notices are collected before they go out in one message; as the domain says if left out. */
  noticeCollectSeconds?: number;
  /** Sends requests to the sign-ins of workspaces, whose addresses their owners enter: through the egress client. */
  fetchOutside: SingleSignOnOptions['fetch'];
}
