import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, startApi, type TestApi } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

// Real: the API's process, HTTP and PostgreSQL. The test is the proxy: it asks over loopback and says for whom.

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(async () => {
  await database?.drop();
});

/** How many of so many readings of a shared read, in one operation, were over the limit. */
async function readings(api: TestApi, count: number, headers: Record<string, string>): Promise<number> {
  const fields = Array.from({ length: count }, (_, index) => `a${index}: sharedWrittenRead(secret: "x") { company }`);
  const answer = await api.ask(`{ ${fields.join(' ')} }`, {}, headers);
  return codesOf(answer).filter((code) => code === 'RATE_LIMITED').length;
}

/** The statuses of so many requests for a page. */
async function pages(api: TestApi, count: number, headers: Record<string, string>): Promise<number[]> {
  const statuses: number[] = [];
  for (let sent = 0; sent < count; sent++) statuses.push((await fetch(`${api.url}/healthz`, { headers })).status);
  return statuses;
}

describe('with TRUST_PROXY', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startApi(database.url, { TRUST_PROXY: '127.0.0.1', REQUESTS_PER_MINUTE: '30' });
  });

  afterAll(async () => {
    await api?.close();
  });

  it('counts each visitor by the address that the proxy saw, whatever the visitor says in front of it', async () => {
    const from = (chain: string) => ({ 'x-forwarded-for': chain });
    for (const say of ['', '198.51.100.1, ', '198.51.100.2, '])
      expect(await readings(api, 20, from(`${say}203.0.113.7`))).toBe(0);
    expect(await readings(api, 1, from('198.51.100.3, 203.0.113.7'))).toBe(1);
    expect(await readings(api, 1, from('203.0.113.8'))).toBe(0);
    expect(await readings(api, 1, from('127.0.0.1, 203.0.113.7'))).toBe(1);
  });

  it('counts IPv6 by the network of one customer', async () => {
    const statuses: number[] = [];
    for (let host = 1; host <= 31; host++)
      statuses.push(...(await pages(api, 1, { 'x-forwarded-for': `2001:db8:1:2::${host}` })));
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    expect(await pages(api, 1, { 'x-forwarded-for': '2001:db8:1:3::1' })).toEqual([200]);
  });

  it('takes what is no address for the proxy itself, and the proxy itself is counted', async () => {
    const garbage = Array.from({ length: 29 }, (_, index) => `nobody-${index}`);
    const statuses: number[] = [];
    for (const each of garbage) statuses.push(...(await pages(api, 1, { 'x-forwarded-for': each })));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect((await pages(api, 3, {})).at(-1)).toBe(429);
  });

  it('writes the visitor, and not the proxy, in the audit trail', async () => {
    const workspace = await api.makeWorkspace();
    const token = await api.makeToken(workspace, 'OWNER');
    const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': '198.51.100.9, 203.0.113.20:4711' };
    await api.ask('mutation { createClient(input: { name: "Northwind" }) { userErrors { code } } }', {}, headers);
    const { data } = await api.ask<{ auditTrail: { edges: { node: { address: string } }[] } }>(
      '{ auditTrail(first: 1, filter: { nouns: [CLIENT] }) { edges { node { address } } } }',
      {},
      headers,
    );
    expect(data?.auditTrail.edges[0]?.node.address).toBe('203.0.113.20');
  });
});

describe('without TRUST_PROXY', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startApi(database.url, { REQUESTS_PER_MINUTE: '10' });
  });

  afterAll(async () => {
    await api?.close();
  });

  it('lets this machine pass, and says nothing', async () => {
    expect(new Set(await pages(api, 20, {}))).toEqual(new Set([200]));
    expect(await readings(api, 25, {})).toBe(0);
    expect(api.log()).toBe('');
  });

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip'])(
    'counts what a proxy on this machine hands on, all under one address: %s',
    async (header) => {
      const statuses: number[] = [];
      for (let visitor = 0; visitor < 12; visitor++)
        statuses.push(...(await pages(api, 1, { [header]: `203.0.113.${visitor}` })));
      expect(statuses.at(-1)).toBe(429);
    },
  );

  it('tells the operator once', () => {
    expect(api.log().match(/TRUST_PROXY/g)).toHaveLength(1);
  });
});
