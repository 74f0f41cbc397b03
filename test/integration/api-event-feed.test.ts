import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { EventFeed } from '../../apps/api/src/stream/event-feed.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { doorTo, type Door } from '../support/door.js';
import { until } from '../support/until.js';

// Real: PostgreSQL and its notifications, behind a door of the test's own that can be shut.

let database: TestDatabase;
let superuser: pg.Client;
let door: Door;
let feed: EventFeed;

beforeAll(async () => {
  database = await testDatabase();
  superuser = new pg.Client({ connectionString: database.url });
  await superuser.connect();
  door = await doorTo(database.url, 5432);
});

afterAll(async () => {
  await feed?.stop();
  door?.close();
  await superuser?.end();
  await database?.drop();
});

async function listeners(): Promise<number> {
  const { rows } = await superuser.query<{ count: number }>(
    `select count(*)::int from pg_stat_activity
     where datname = current_database() and application_name = 'bicorne-event-feed'`,
  );
  return rows[0]?.count ?? 0;
}

it('comes back with one connection however long the server was away', async () => {
  const problems: unknown[] = [];
  feed = new EventFeed(door.url, (problem) => problems.push(problem), 20);
  await feed.start();
  const box = feed.subscribe('alert', 'workspace');

  door.shut();
  await until('the feed has knocked a dozen times', () => door.knocks() >= 12);
  const knocks = door.knocks();
  // One loss, then one failure for each knock: nothing is tried twice at a time.
  expect(problems.length).toBeLessThanOrEqual(knocks + 1);
  expect(problems.length).toBeGreaterThanOrEqual(knocks - 1);
  door.open();
  await until('the feed listens', async () => (await listeners()) >= 1);
  const renewed = door.knocks();

  let heard = false;
  const first = box.next().then((step) => {
    heard = true;
    return step;
  });
  await until('the feed hears', async () => {
    if (!heard) await superuser.query(`select pg_notify('bicorne_alert', 'workspace:alert')`);
    return heard;
  });
  expect(await first).toEqual({ done: false, value: 'alert' });
  expect(await listeners()).toBe(1);
  expect(door.knocks()).toBe(renewed);
});
