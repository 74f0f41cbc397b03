import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi, type TestWorkspace } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

// Real: the API's process, PostgreSQL with the row policies, HTTP. Who is found among the members.

const ADD_MEMBER =
  'mutation($input: AddMemberInput!) { addMember(input: $input) { member { id } userErrors { code field message } } }';
const REMOVE_MEMBER =
  'mutation($input: RemoveMemberInput!) { removeMember(input: $input) { member { id } userErrors { code message } } }';
const FIND =
  'query($first: Int, $last: Int, $after: String, $search: String) { members(first: $first, last: $last, after: $after, search: $search) { totalCount pageInfo { hasNextPage endCursor } edges { node { name } } } }';

interface Found {
  members: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    edges: { node: { name: string } }[];
  };
}

let database: TestDatabase;
let api: TestApi;
let workspace: TestWorkspace;
let owner: string;
let others: string;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url);
  workspace = await api.makeWorkspace();
  owner = await api.makeToken(workspace, 'OWNER');
  others = await api.makeToken(await api.makeWorkspace(), 'OWNER');
  await add('Ada Moreno', 'ada@halyard.example');
  await add('Ben Okafor', 'ben.okafor@halyard.example');
  await add('Cem Ünal', 'cem%100@ito.example');
  await add('Dee under_score', 'dee_adams@halyard.example');
  await add('山田 花子', 'hanako@halyard.example');
  const removed = await add('Ada Removed', 'removed@halyard.example');
  const { data } = await api.ask(REMOVE_MEMBER, { input: { memberId: removed } }, owner);
  expect(data).toMatchObject({ removeMember: { userErrors: [] } });
  await add('Ada Elsewhere', 'ada@elsewhere.example', others);
});

afterAll(async () => {
  await api?.close();
  await database?.drop();
});

async function add(name: string, email: string, token = owner): Promise<string> {
  const { data, errors } = await api.ask<{ addMember: { member: { id: string } | null } }>(
    ADD_MEMBER,
    { input: { name, email, role: 'PRACTITIONER', password: 'words enough for a sentence' } },
    token,
  );
  const id = data?.addMember.member?.id;
  if (id === undefined) throw new Error(JSON.stringify({ data, errors }));
  return id;
}

async function find(search: string | null, page: object = { first: 100 }, token = owner) {
  const { data, errors } = await api.ask<Found>(FIND, { ...page, search }, token);
  if (!data) throw new Error(JSON.stringify(errors));
  const { edges, totalCount, pageInfo } = data.members;
  return { names: edges.map(({ node }) => node.name), totalCount, ...pageInfo };
}

const EVERYBODY = ['Ada Moreno', 'Ben Okafor', 'Cem Ünal', 'Dee under_score', 'Olive Owner', '山田 花子'];

describe('a search among the members', () => {
  it.each<[search: string | null, names: string[]]>([
    [null, EVERYBODY],
    ['', EVERYBODY],
    ['MORENO', ['Ada Moreno']],
    ['a mor', ['Ada Moreno']],
    ['ünal', ['Cem Ünal']],
    ['田 花', ['山田 花子']],
    ['ben.okafor@', ['Ben Okafor']],
    ['HANAKO', ['山田 花子']],
    // In the name of one and the address of another.
    ['ada', ['Ada Moreno', 'Dee under_score']],
    ['%', ['Cem Ünal']],
    ['_', ['Dee under_score']],
    ['\\', []],
    ["'", []],
    ['nobody', []],
  ])('for %j finds %j', async (search, names) => {
    expect(await find(search)).toMatchObject({ names, totalCount: names.length, hasNextPage: false });
  });

  it('finds nobody who was removed, and nobody of another workspace', async () => {
    expect((await find('removed')).totalCount).toBe(0);
    expect((await find('elsewhere')).totalCount).toBe(0);
    expect((await find('ada', { first: 10 }, others)).names).toEqual(['Ada Elsewhere']);
  });

  it('is paged like the whole list, and counts what is found', async () => {
    const first = await find('halyard', { first: 3 });
    expect(first).toMatchObject({
      names: ['Ada Moreno', 'Ben Okafor', 'Dee under_score'],
      totalCount: 4,
      hasNextPage: true,
    });
    expect(await find('halyard', { first: 3, after: first.endCursor })).toMatchObject({
      names: ['山田 花子'],
      totalCount: 4,
      hasNextPage: false,
    });
    expect((await find('halyard', { last: 2 })).names).toEqual(['Dee under_score', '山田 花子']);
  });
});
