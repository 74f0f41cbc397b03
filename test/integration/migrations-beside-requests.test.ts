import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate, MigrationInTheWay, takeBack } from '@bicorne/persistence';
import pg from 'pg';
import { MIGRATIONS } from '../../libs/persistence/src/migrations/index.js';
import { LockWatch } from '../bench/migrations/locks.js';
import { NEXT_RELEASE } from '../bench/migrations/next-release.js';
import { COPIED_WORKSPACE, plant } from '../bench/migrations/plant.js';
import { RELEASED } from '../bench/migrations/released.js';
import { Requests, subjectsOf } from '../bench/migrations/requests.js';
import { besideALongTransaction, upDownUp, watched, type Watched } from '../bench/migrations/steps.js';
import { startApi, type TestApi } from '../support/api-server.js';
import { emptyDatabase, type TestDatabase } from '../support/database.js';
import { OLD_VERSION } from '../support/old-rows.js';

// Real: PostgreSQL with 5,600 deliverables, the built API and its requests. The migrations are those of a release to come;
// `npm run bench:migrations` has those since the last release too, beside the API of that release, on a million.

/** For a lock. How long a request takes in all is the bench's: it hangs on what else the machine does. */
const MOST_MS = 1_000;
const NEXT = [...MIGRATIONS, ...NEXT_RELEASE];
const NEWEST = MIGRATIONS.at(-1)?.name ?? '';

let server: TestDatabase;
let superuser: pg.Client;
let api: TestApi;
let on: Watched;

const upTo = (last: string) => MIGRATIONS.slice(0, MIGRATIONS.findIndex(({ name }) => name === last) + 1);

/** Which file each table has: another one after a migration that wrote all its rows anew, under a lock. */
async function files(): Promise<Map<string, string>> {
  const { rows } = await superuser.query<{ name: string; file: string }>(
    "select oid::regclass::text as name, relfilenode as file from pg_class where relkind = 'r' and relnamespace = 'bicorne'::regnamespace",
  );
  return new Map(rows.map(({ name, file }) => [name, file]));
}

beforeAll(async () => {
  server = await emptyDatabase();
  superuser = new pg.Client({ connectionString: server.url, options: '-c search_path=bicorne' });
  await superuser.connect();
  await migrate(server.url, undefined, { migrations: upTo(OLD_VERSION) });
  await plant(superuser, { workspaces: 4, clients: 100 }, () =>
    migrate(server.url, undefined, { migrations: upTo(RELEASED.migration) }),
  );
});

afterAll(async () => {
  await on?.requests.stop();
  await on?.locks.stop();
  await api?.close();
  await superuser?.end();
  await server?.drop();
});

describe('the migrations since the release', () => {
  it('write no table anew that was there, up or down', async () => {
    const before = await files();
    await migrate(server.url);
    const after = await files();
    await takeBack(server.url, RELEASED.migration);
    const back = await files();
    for (const [name, file] of before)
      expect({ name, up: after.get(name) ?? file, down: back.get(name) }).toEqual({ name, up: file, down: file });
    await migrate(server.url);
  });
});

describe('a release to come, beside requests', () => {
  beforeAll(async () => {
    api = await startApi(server.url, { REQUESTS_PER_MINUTE: '1000000', COST_PER_MINUTE: '1000000000' });
    const token = await api.makeToken({ slug: COPIED_WORKSPACE }, 'OWNER');
    const requests = new Requests(api.url, token, await subjectsOf(api.url, token));
    on = { url: server.url, requests, locks: await LockWatch.open(server.url) };
  });

  it('goes up, down and up again: no request fails, none waits for a lock for a second', async () => {
    for (const { what, requests, failed, lockWait } of await upDownUp(on, NEXT, NEWEST, () => undefined)) {
      expect({ what, failed }).toEqual({ what, failed: [] });
      expect(requests).toBeGreaterThan(0);
      expect({ what, waited: lockWait < MOST_MS || lockWait }).toEqual({ what, waited: true });
    }
  });

  it('steps back from a table that a long transaction holds, and comes again', async () => {
    const step = await watched(on, 'down beside a long transaction', () =>
      besideALongTransaction(server.url, 1_500, () => takeBack(server.url, NEWEST, undefined, { migrations: NEXT })),
    );
    expect(step.seconds).toBeGreaterThan(1.4);
    expect(step.failed).toEqual([]);
    expect(step.lockWait).toBeLessThan(MOST_MS);
  });

  it('is seen where a migration waits as long as it takes', async () => {
    const step = await watched(on, 'a lock without a limit', () =>
      besideALongTransaction(server.url, 1_500, () =>
        superuser.query("set application_name = 'bicorne-migrate'; begin; lock table deliverable; commit"),
      ),
    );
    expect(step.lockWait).toBeGreaterThan(MOST_MS);
  });

  it('says which transaction it gave up for', async () => {
    const patient = { migrations: NEXT, patienceMs: 200 };
    await expect(
      besideALongTransaction(server.url, 2_000, () => migrate(server.url, undefined, patient)),
    ).rejects.toThrow(MigrationInTheWay);
  });
});
