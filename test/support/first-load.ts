import { findProjectRoot } from '@bicorne/config';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page, Request } from 'playwright-core';

/** What a browser asked for until a screen could be used. */
export interface FirstLoad {
  /** Every request, in the order in which it was made. Streams are open and count. */
  requests: { what: string; kind: 'page' | 'script' | 'style' | 'font' | 'picture' | 'question' | 'stream' }[];
  /** Waits for the API one after another: a question that was asked while another was on its way adds none. */
  roundTrips: number;
  /** JavaScript, in bytes of gzip, as the server hands it out to who takes no Brotli. */
  scriptBytes: number;
}

const KINDS = {
  document: 'page',
  script: 'script',
  stylesheet: 'style',
  font: 'font',
  image: 'picture',
  other: 'picture',
} as const;

/** Opens an address with an empty cache. @param usable resolves when what the screen is for can be done */
export async function firstLoad(page: Page, url: string, usable: () => Promise<unknown>): Promise<FirstLoad> {
  const seen: Request[] = [];
  const questions = new Map<Request, { from: number; to: number }>();
  const asked = (request: Request): void => {
    seen.push(request);
    if (isQuestion(request)) questions.set(request, { from: performance.now(), to: Number.POSITIVE_INFINITY });
  };
  const answered = (request: Request): void => {
    const span = questions.get(request);
    if (span) span.to = performance.now();
  };
  page.on('request', asked);
  page.on('requestfinished', answered);
  await page.goto(url);
  await usable();
  page.off('request', asked);
  page.off('requestfinished', answered);
  const scripts = seen.filter((request) => request.resourceType() === 'script');
  const sizes = await Promise.all(scripts.map((script) => zippedSize(new URL(script.url()).pathname)));
  return {
    requests: seen.map((request) => ({ what: nameOf(request), kind: kindOf(request) })),
    roundTrips: inARow([...questions.values()]),
    scriptBytes: sizes.reduce((sum, size) => sum + size, 0),
  };
}

const isQuestion = (request: Request): boolean => new URL(request.url()).pathname === '/graphql';

function kindOf(request: Request): FirstLoad['requests'][number]['kind'] {
  if (isQuestion(request)) return 'question';
  const type = request.resourceType();
  return type in KINDS ? KINDS[type as keyof typeof KINDS] : 'stream';
}

interface Posted {
  documentId?: string;
  query?: string;
}

/** The operation's name: of a document that goes by its id, the build of the admin has the text. */
function nameOf(request: Request): string {
  const { documentId, query } = (request.postDataJSON() as Posted | null) ?? {};
  const text = query ?? texts()[documentId ?? ''] ?? '';
  return /(?:query|mutation|subscription) (\w+)/.exec(text)?.[1] ?? new URL(request.url()).pathname;
}

function texts(): Record<string, string> {
  const file = join(findProjectRoot(import.meta.url), 'dist/apps/admin-documents.json');
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
}

/** How many of these spans at the most lie one after another. */
function inARow(spans: { from: number; to: number }[]): number {
  let count = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const { from, to } of spans.toSorted((one, other) => one.to - other.to)) {
    if (from < end) continue;
    count += 1;
    end = to;
  }
  return count;
}

async function zippedSize(path: string): Promise<number> {
  const file = join(findProjectRoot(import.meta.url), 'dist/apps/admin', path);
  return gzipSync(await readFile(file), { level: 9 }).length;
}
