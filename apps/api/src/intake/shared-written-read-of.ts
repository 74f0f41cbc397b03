import type { SharedRead } from '@bicorne/application';
import type { SharedWrittenRead } from './share-link.types.js';

/** A shared written read as the schema shows it. */
export function sharedWrittenReadOf({ parts, markdown, url, expiresAt }: SharedRead): SharedWrittenRead {
  return {
    company: parts.client.name,
    consultancy: parts.workspace.name,
    preparedAt: parts.assessment.createdAt,
    markdown,
    url,
    markdownUrl: `${url}.md`,
    pdfUrl: `${url}.pdf`,
    expiresAt,
  };
}
