import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { FAULTS, type LoadOptions } from './load/options.js';
import { runLoad } from './load/run.js';
import { tableOf } from './load/table.js';

// Real: PostgreSQL, the door to it, the API's process. Short: `npm run tenancy:load` has 200,000 requests.

let server: TestDatabase;

beforeAll(async () => {
  server = await testDatabase();
});

afterAll(() => server?.drop());

async function run(change: Partial<LoadOptions>): Promise<string[]> {
  const options: LoadOptions = {
    requests: 1_500,
    tenants: 64,
    pool: 4,
    seed: Date.now() % 1_000_000,
    fault: undefined,
    ...change,
  };
  const result = await runLoad(server.url, options);
  console.info(tableOf(options, result));
  return result.ledger.complaints;
}

describe('sixty-four tenants over four connections, with errors, cancels and timeouts', () => {
  it('see no row and no setting of each other, and leave no connection behind', async () => {
    expect(await run({})).toEqual([]);
  }, 120_000);

  it.each(FAULTS)(
    'are found out where there is a fault: %s',
    async (fault) => {
      expect(await run({ requests: 200, fault })).not.toEqual([]);
    },
    60_000,
  );
});
