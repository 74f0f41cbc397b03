import { markdownPdf } from '@bicorne/documents';
import type { Services } from '../services.js';
import { readWrittenRead, type WrittenReadParts } from './read-written-read.js';

/**
 * The written read as a PDF, from the same Markdown as its page: the same assessment gives the same bytes. It is a few
 * pages, made while the reader waits.
 */
export function writtenReadPdf(services: Services, parts: WrittenReadParts): Promise<Buffer> {
  const { client, workspace, assessment } = parts;
  return markdownPdf({
    markdown: readWrittenRead(services, parts),
    title: `Which hats ${client.name} needs filling`,
    client: client.name,
    author: workspace.name,
    hats: assessment.recommendation.hats,
    date: assessment.createdAt,
  });
}
