import { togetherOf, type Job, type JobName } from './catalogue.js';

/** What one entry of a queue carries: the payload of a job, or of several of one name. */
export type EntryData = object | { together: readonly object[] };

/** An entry of a queue, before its options. */
export interface Entry {
  name: JobName;
  data: EntryData;
}

/** Packs jobs into entries: several into one where the catalogue says so. A job alone is its payload. */
export function entriesOf(jobs: readonly Job[]): Entry[] {
  const byName = new Map<JobName, object[]>();
  for (const { name, payload } of jobs) {
    const payloads = byName.get(name);
    if (payloads) payloads.push(payload);
    else byName.set(name, [payload]);
  }
  return [...byName].flatMap(([name, payloads]) =>
    chunks(payloads, togetherOf(name)).map((chunk) => ({ name, data: packed(chunk) })),
  );
}

/** The payloads of an entry, as unchecked as the entry. */
export function payloadsOf(data: unknown): readonly unknown[] {
  const several = (data as { together?: unknown } | null)?.together;
  return Array.isArray(several) ? several : [data];
}

function packed(payloads: readonly object[]): EntryData {
  const [only] = payloads;
  return payloads.length === 1 && only !== undefined ? only : { together: payloads };
}

function chunks<T>(values: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}
