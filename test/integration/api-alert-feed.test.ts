import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import pg from 'pg';
import { AlertFeed } from '../../apps/api/src/stream/alert-feed.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { until } from '../support/until.js';

// Real: PostgreSQL and its notifications, behind a door of the test's own that can be shut.

let database: TestDatabase;
let superuser: pg.Client;
let door: Server;
let feed: AlertFeed;
let shut = false;
let knocks = 0;
const through = new Set<Socket>();

beforeAll(async () => {
  database = await testDatabase();
  superuser = new pg.Client({ connectionString: database.url });
  await superuser.connect();
  const { hostname, port } = new URL(database.url);
  door = createServer((caller) => {
    caller.on('error', () => undefined);
    if (shut) {
      knocks += 1;
      caller.destroy();
      return;
    }
    const server = connect(Number(port || 5432), hostname);
    server.on('error', () => undefined);
    through.add(caller);
    caller.on('close', () => server.destroy());
    server.on('close', () => caller.destroy());
    caller.pipe(server).pipe(caller);
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');
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
     where datname = current_database() and application_name = 'bicorne-alert-feed'`,
  );
  return rows[0]?.count ?? 0;
}

it('comes back with one connection however long the server was away', async () => {
  const url = new URL(database.url);
  url.host = `127.0.0.1:${(door.address() as AddressInfo).port}`;
  const problems: unknown[] = [];
  feed = new AlertFeed(url.href, (problem) => problems.push(problem), 20);
  await feed.start();
  const box = feed.subscribe('workspace');

  shut = true;
  for (const socket of through) socket.destroy();
  await until('the feed has knocked a dozen times', () => knocks >= 12);
  // One loss, then one failure for each knock: nothing is tried twice at a time.
  expect(problems.length).toBeLessThanOrEqual(knocks + 1);
  expect(problems.length).toBeGreaterThanOrEqual(knocks - 1);
  shut = false;
  await until('the feed listens', async () => (await listeners()) >= 1);
  const renewed = knocks;

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
  expect(knocks).toBe(renewed);
});
