import { migrate, takeBack, type MigrationClass } from '@bicorne/persistence';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { LockWatch } from './locks.js';
import type { Requests, Tally } from './requests.js';

/** Requests that end this long after a step may have waited for it. */
const AFTER_MS = 300;

export interface Step extends Tally {
  what: string;
  seconds: number;
  /** Longest wait for a lock, in milliseconds. */
  lockWait: number;
}

export interface Watched {
  url: string;
  requests: Requests;
  locks: LockWatch;
}

/** What happened to the requests while `work` ran and just after. */
export async function watched({ requests, locks }: Watched, what: string, work: () => Promise<unknown>): Promise<Step> {
  requests.take();
  locks.take();
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1_000;
  await pause(AFTER_MS);
  return { what, seconds, ...requests.take(), lockWait: locks.take() };
}

/** The migrations after `base`: each up, each down, the newest first, and each up again. */
export async function upDownUp(
  on: Watched,
  all: readonly MigrationClass[],
  base: string,
  told: (step: Step) => void,
): Promise<Step[]> {
  const from = all.findIndex(({ name }) => name === base) + 1;
  const steps: Step[] = [];
  const step = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    const done = await watched(on, what, work);
    told(done);
    steps.push(done);
  };
  const up = async (): Promise<void> => {
    for (let index = from; index < all.length; index += 1)
      await step(`up   ${all[index]?.name}`, () => migrate(on.url, undefined, { migrations: all.slice(0, index + 1) }));
  };
  await up();
  for (let index = all.length - 1; index >= from; index -= 1)
    await step(`down ${all[index]?.name}`, () =>
      takeBack(on.url, all[index - 1]?.name ?? null, undefined, { migrations: all }),
    );
  await up();
  return steps;
}

/** Holds deliverables as a long report does while `work` runs, for so long; `work` begins when they are held. */
export async function besideALongTransaction<T>(url: string, ms: number, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'a long report' });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('select count(*) from (select from bicorne.deliverable limit 1) x');
    const [result] = await Promise.all([work(), pause(ms).then(() => client.query('commit'))]);
    return result;
  } finally {
    await client.end();
  }
}
