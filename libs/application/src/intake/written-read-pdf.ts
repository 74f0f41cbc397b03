import { PrinterBusy } from '@bicorne/documents';
import { TooMany } from '../errors.js';
import type { Services } from '../services.js';
import { readWrittenRead, type WrittenReadParts } from './read-written-read.js';

/** Those who wait are served by then. */
const AGAIN_AFTER_MS = 10_000;

/**
 * The written read as a PDF, from the same Markdown as its page: the same assessment gives the same bytes. It is a few
 * pages, made while the reader waits, and kept for a while.
 *
 * @throws TooMany where too many wait for other documents
 */
export async function writtenReadPdf(services: Services, parts: WrittenReadParts): Promise<Buffer> {
  const { client, workspace, assessment } = parts;
  const printed = services.print({
    markdown: readWrittenRead(services, parts),
    title: `Which hats ${client.name} needs filling`,
    client: client.name,
    author: workspace.name,
    hats: assessment.recommendation.hats,
    date: assessment.createdAt,
  });
  return printed.catch((error: unknown) => {
    throw error instanceof PrinterBusy ? new TooMany(new Date(Date.now() + AGAIN_AFTER_MS)) : error;
  });
}
