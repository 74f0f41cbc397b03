import { findProjectRoot } from '@bicorne/config';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dayFromNow } from './engagements.js';

/** Used where the corpus is not there: a real sort of document that answers none of the template's sections. */
const OWN_WRITING = `# 12. Move the nightly export to a queue

## Status

Accepted on 3 September 2026.

## Context

The nightly export runs in one process. When it fails at 02:40 nobody notices before nine, and the rerun takes until noon.

## Decision

Each customer's export becomes a job of its own, tried three times, with an alert after the last.

## Consequences

A failed export delays one customer and not all of them. There is one more thing to run.
`;

/** A document that a team wrote for another purpose, from the corpus beside the checkout or where BICORNE_CORPUS says. */
export function documentOfAnotherKind(): string {
  const folder = resolve(process.env['BICORNE_CORPUS'] ?? join(findProjectRoot(import.meta.url), '../shared/corpus'));
  const file = join(folder, 'adr/0021-switch-to-unified-django-web-app.md');
  if (existsSync(file)) return readFileSync(file, 'utf8');
  console.warn(`LEFT OUT: real documents, for ${file} is not there; the story goes on with a text of its own.`);
  return OWN_WRITING;
}

/** An architecture read that says what the template asks for, from the demo workspace. */
export function architectureRead(): string {
  const file = join(findProjectRoot(import.meta.url), 'libs/application/demo/noordlicht-energie/architecture-read.md');
  return readFileSync(file, 'utf8').replace(/\{\{day:([+-]?\d+)\}\}/g, (_, days: string) => dayFromNow(Number(days)));
}
