/**
 * Migrations beside requests, on a database with a million deliverables: those after the released state beside the API of
 * that release, then a next release beside the version at hand; then all of them without requests, down and up again, with
 * the rows counted. `npm run bench:migrations`, four minutes; `-- --deliverables=20000` for less.
 */
import { startEmbedded } from '@bicorne/embedded';
import { migrate, takeBack } from '@bicorne/persistence';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { MIGRATIONS } from '../../../libs/persistence/src/migrations/index.js';
import { OLD_VERSION } from '../../support/old-rows.js';
import { LockWatch } from './locks.js';
import { NEXT_RELEASE } from './next-release.js';
import { COPIED_WORKSPACE, DELIVERABLES_EACH, plant } from './plant.js';
import { ownerToken, presentRelease, releaseAt, startRelease, type Release } from './release.js';
import { RELEASED } from './released.js';
import { Requests, subjectsOf } from './requests.js';
import { besideALongTransaction, upDownUp, watched, type Step, type Watched } from './steps.js';

const wanted = Number(
  process.argv.find((argument) => argument.startsWith('--deliverables='))?.split('=')[1] ?? 1_000_000,
);
const WORKSPACES = 100;
const CLIENTS = Math.ceil(wanted / WORKSPACES / DELIVERABLES_EACH);
const MOST_MS = 1_000;
const LONG_TRANSACTION_MS = 3_000;
const WARM_UP_MS = 5_000;

let missed = 0;

const since = (began: number): string => `${((performance.now() - began) / 1_000).toFixed(1)} s`;
const upTo = (name: string) => MIGRATIONS.slice(0, MIGRATIONS.findIndex((one) => one.name === name) + 1);

/** What the slowest request takes where nothing is migrated: the machine's own. */
let slowestAlone = 0;

function told({ what, seconds, requests, failed, longest, lockWait }: Step): void {
  const met = failed.length === 0 && longest - slowestAlone < MOST_MS && lockWait < MOST_MS && requests > 0;
  if (!met) missed += 1;
  const figures = `${seconds.toFixed(2).padStart(7)} s ${String(requests).padStart(6)} ${String(failed.length).padStart(4)}`;
  const waits = `${longest.toFixed(0).padStart(6)} ms ${lockWait.toFixed(0).padStart(6)} ms`;
  console.log(`  ${what.padEnd(52)} ${figures} ${waits}${met ? '' : '  MISSED'}`);
  for (const failure of failed.slice(0, 3)) console.log(`      ${failure}`);
}

async function beside(url: string, release: Release, work: (on: Watched) => Promise<unknown>) {
  const token = ownerToken(release, url, COPIED_WORKSPACE);
  const api = await startRelease(release, url);
  const locks = await LockWatch.open(url);
  const requests = new Requests(api.url, token, await subjectsOf(api.url, token));
  console.log(`  ${''.padEnd(52)}      took requests fail longest   lock`);
  try {
    await pause(WARM_UP_MS);
    slowestAlone = 0;
    const nothing = await watched({ url, requests, locks }, 'nothing', () => pause(WARM_UP_MS));
    told(nothing);
    slowestAlone = nothing.longest;
    await work({ url, requests, locks });
  } finally {
    await requests.stop();
    await locks.stop();
    await api.stop();
    if (api.log() !== '') console.log(api.log());
  }
}

/** Rows of tables that the old version knew: how many, and a sum over which. */
async function rowsOf(superuser: pg.Client): Promise<string> {
  const sums: string[] = [];
  for (const table of ['client', 'engagement', 'deliverable', 'revision', 'decision']) {
    const { rows } = await superuser.query<{ sum: string }>(
      `select format('%s: %s, %s', $1::text, count(*), sum(hashtextextended(workspace_id::text || id::text, 0))) as sum
       from bicorne.${table}`,
      [table],
    );
    sums.push(rows[0]?.sum ?? '');
  }
  return sums.join('; ');
}

async function withoutRequests(url: string, superuser: pg.Client): Promise<void> {
  const before = await rowsOf(superuser);
  let began = performance.now();
  const back = await takeBack(url, OLD_VERSION);
  console.log(`  ${`down to ${OLD_VERSION}, ${back.length} migrations`.padEnd(52)} ${since(began)}`);
  began = performance.now();
  await migrate(url);
  console.log(`  ${'up again'.padEnd(52)} ${since(began)}`);
  const kept = (await rowsOf(superuser)) === before;
  if (!kept) missed += 1;
  console.log(`  ${'the rows that both versions know are the same'.padEnd(52)} ${kept ? 'yes' : 'NO'}`);
  began = performance.now();
  const all = await takeBack(url, null);
  await migrate(url);
  console.log(`  ${`down to nothing, and up again, ${all.length} migrations`.padEnd(52)} ${since(began)}`);
}

const dataDir = await mkdtemp(join(tmpdir(), 'bicorne-migrations-'));
const server = await startEmbedded({ dataDir, log: () => undefined });
const superuser = new pg.Client({ connectionString: server.url, options: '-c search_path=bicorne' });
const present = presentRelease();
try {
  let began = performance.now();
  const release = await releaseAt(RELEASED.commit);
  console.log(`Built the release of ${RELEASED.commit.slice(0, 7)}: ${since(began)}`);
  began = performance.now();
  await migrate(server.url, undefined, { migrations: upTo(OLD_VERSION) });
  await superuser.connect();
  const released = upTo(RELEASED.migration);
  await plant(superuser, { workspaces: WORKSPACES, clients: CLIENTS }, () =>
    migrate(server.url, undefined, { migrations: released }),
  );
  const count = WORKSPACES * CLIENTS * DELIVERABLES_EACH;
  console.log(`Wrote ${count.toLocaleString('en')} deliverables: ${since(began)}`);

  console.log(`\nThe ${MIGRATIONS.length - released.length} since the release, beside its API`);
  await beside(server.url, release, (on) => upDownUp(on, MIGRATIONS, RELEASED.migration, told));
  await release.remove();

  console.log('\nA next release, beside the version at hand');
  const newest = MIGRATIONS.at(-1)?.name ?? '';
  const next = [...MIGRATIONS, ...NEXT_RELEASE];
  await beside(server.url, present, async (on) => {
    await upDownUp(on, next, newest, told);
    const held = `all three down, beside a transaction of ${LONG_TRANSACTION_MS / 1_000} s`;
    told(
      await watched(on, held, () =>
        besideALongTransaction(server.url, LONG_TRANSACTION_MS, () =>
          takeBack(server.url, newest, undefined, { migrations: next }),
        ),
      ),
    );
  });

  console.log('\nWithout requests');
  await withoutRequests(server.url, superuser);
} finally {
  await superuser.end();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
console.log(missed === 0 ? '\nEvery target is met.' : `\n${missed} targets are missed.`);
process.exit(missed === 0 ? 0 : 1);
