import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  countPortfolio,
  createClient,
  listPortfolio,
  recheckEngagement,
  type PortfolioFilter,
} from '@bicorne/application';
import { PORTFOLIO_MARKS, type PortfolioOrder } from '@bicorne/domain';
import type { Caller } from '@bicorne/identity';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { at, must, Practice, testServices } from '../support/factories.js';

// Which rows the portfolio has, in which order, and how many by each mark, on a real database.

let server: TestDatabase;
let app: DataSource;
let practice: Practice;
const names = new Map<string, string>();

const NOON = at('2026-03-17T12:00');

beforeAll(async () => {
  server = await testDatabase();
  app = await openDatabase({ url: server.url, role: 'app', poolSize: 4 });
  const services = await testServices();
  practice = await Practice.open(new WorkspaceTransaction(app), services);
  // Nothing is written by NOON: the decision log of the CTO hat, due on day 14, is late, the CAIO hat owes nothing yet.
  for (const [name, shape] of [
    ['Two hats', 'TWO_ROLES'],
    ['Only a CAIO', 'FRACTIONAL_CAIO'],
  ] as const) {
    const { id, clientId } = await practice.engagement({ shape });
    names.set(clientId, name);
    await practice.transaction.run(practice.owner, (tx) => recheckEngagement(tx, services, id, NOON));
  }
  const { id } = await must(createClient(practice.acting(practice.owner, NOON), { name: 'Über 100% _ Größe' }));
  names.set(id, 'No engagement');
});

afterAll(async () => {
  await app?.destroy();
  await server?.drop();
});

async function rows(filter: PortfolioFilter, order: PortfolioOrder = 'ATTENTION', as: Caller = practice.owner) {
  const asked = { filter, order, practitionerId: as === practice.owner ? null : as.memberId, offset: 0, limit: 100 };
  const found = await practice.transaction.run(as, (tx) => listPortfolio(tx, asked));
  expect(found.totalCount).toBe(found.rows.length);
  return found.rows.map(({ clientId }) => names.get(clientId));
}

describe('the portfolio', () => {
  it.each<[what: string, filter: PortfolioFilter, found: string[]]>([
    ['everything, the worst first', {}, ['Two hats', 'Only a CAIO', 'No engagement']],
    ['what is late', { mark: 'LATE' }, ['Two hats']],
    ['what is late under the CAIO hat', { mark: 'LATE', hat: 'CAIO' }, []],
    ['what has the CAIO hat', { hat: 'CAIO' }, ['Two hats', 'Only a CAIO']],
    ['a part of a name, in another case', { search: 'NOORDLICHT' }, ['Two hats', 'Only a CAIO']],
    ['a part of the name of who wears a hat', { search: 'moreno' }, ['Two hats']],
    ['letters that SQL would read as a pattern', { search: '0% _ g' }, ['No engagement']],
    ['clients without an engagement', { mark: 'NO_ENGAGEMENT' }, ['No engagement']],
    ['nothing', { search: 'nobody of that name' }, []],
  ])('finds %s', async (_what, filter, found) => expect(await rows(filter)).toEqual(found));

  it.each<[PortfolioOrder, string[]]>([
    ['NAME', ['Two hats', 'Only a CAIO', 'No engagement']],
    ['DAYS_LEFT', ['Two hats', 'Only a CAIO', 'No engagement']],
  ])('is sorted by %s', async (order, found) => expect((await rows({}, order)).sort()).toEqual([...found].sort()));

  it('shows a practitioner what is theirs, and what is nobody’s yet', async () =>
    expect(await rows({}, 'ATTENTION', practice.cto)).toEqual(['Two hats', 'No engagement']));

  it('counts as many by each mark as it finds', async () => {
    for (const filter of [{}, { hat: 'CAIO' as const }, { search: 'moreno' }]) {
      const asked = { filter, practitionerId: null };
      const counts = await practice.transaction.run(practice.owner, (tx) => countPortfolio(tx, asked));
      expect(counts.map(({ mark }) => mark).sort()).toEqual([...PORTFOLIO_MARKS].sort());
      for (const { mark, count } of counts)
        expect([mark, (await rows({ ...filter, mark })).length]).toEqual([mark, count]);
    }
  });
});
