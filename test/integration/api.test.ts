import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findProjectRoot } from '@bicorne/config';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { codesOf, startApi, type TestApi, type TestWorkspace } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { until } from '../support/until.js';

// Real: the API's process, PostgreSQL with the row policies, HTTP. Nothing is replaced.

const MEMBERS =
  'query($first: Int, $after: String, $last: Int, $before: String) { members(first: $first, after: $after, last: $last, before: $before) { totalCount pageInfo { hasNextPage hasPreviousPage endCursor startCursor } edges { cursor node { id name } } } }';
const ADD_MEMBER =
  'mutation($input: AddMemberInput!) { addMember(input: $input) { member { id name role } userErrors { code field message } } }';
const CREATE_CLIENT =
  'mutation($input: CreateClientInput!) { createClient(input: $input) { client { id name } userErrors { code field } } }';
const CLIENT = 'query($id: ID!) { client(id: $id) { id name } }';

interface Members {
  members: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string; startCursor: string };
    edges: { node: { id: string; name: string } }[];
  };
}

let database: TestDatabase;
let api: TestApi;
let workspace: TestWorkspace;
let owner: string;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url);
  workspace = await api.makeWorkspace();
  owner = await api.makeToken(workspace, 'OWNER');
});

afterAll(async () => {
  await api.close();
  await database.drop();
});

async function makeClient(name: string, token = owner): Promise<string> {
  const made = await api.ask<{ createClient: { client: { id: string } } }>(CREATE_CLIENT, { input: { name } }, token);
  const id = made.data?.createClient.client.id;
  if (id === undefined) throw new Error(JSON.stringify(made));
  return id;
}

describe('the published schema', () => {
  it('is what the resolvers say', async () => {
    const root = findProjectRoot(import.meta.url);
    const file = join(root, 'apps/api/schema.graphql');
    const script =
      "process.stdout.write(await (await import('./dist/apps/api/src/graphql/published-schema.js')).publishedSchema())";
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      cwd: root,
      maxBuffer: 10_000_000,
    });
    // `npm run schema` writes it anew.
    expect(stdout).toBe(await readFile(file, 'utf8'));
  });
});

describe('who asks', () => {
  const VIEWER = '{ viewer { id name email role workspace { slug } client { id name } scopes } }';

  it('may be a token', async () => {
    const { status, data } = await api.ask(VIEWER, undefined, owner);
    expect(status).toBe(200);
    expect(data).toMatchObject({
      viewer: {
        email: null,
        role: 'OWNER',
        workspace: { slug: workspace.slug },
        client: null,
        scopes: ['READ', 'WRITE'],
      },
    });
  });

  it('may be a person with a session', async () => {
    const cookie = await api.signIn(workspace.ownerEmail);
    const { data } = await api.ask(VIEWER, undefined, { cookie });
    expect(data).toMatchObject({ viewer: { name: 'Olive Owner', email: workspace.ownerEmail, role: 'OWNER' } });
  });

  it('may be a token of a client, which sees that client', async () => {
    await makeClient('Northwind');
    const sponsor = await api.makeToken(workspace, 'SPONSOR', { clientName: 'northwind' });
    const { data } = await api.ask(VIEWER, undefined, sponsor);
    expect(data).toMatchObject({ viewer: { role: 'SPONSOR', client: { name: 'Northwind' } } });
  });

  it('is told to sign in where nobody does, or the token does not hold', async () => {
    const strangers: Record<string, string>[] = [
      {},
      { authorization: 'Bearer nonsense' },
      { cookie: 'bicorne.session_token=forged' },
    ];
    for (const as of strangers) {
      const answer = await api.ask(VIEWER, undefined, as);
      expect([answer.status, codesOf(answer), answer.data]).toEqual([401, ['UNAUTHENTICATED'], undefined]);
    }
  });

  it('is nobody any more with the request after the token was revoked', async () => {
    interface Made {
      createApiToken: { apiToken: { id: string; prefix: string }; token: string };
    }
    const made = await api.ask<Made>(
      'mutation($input: CreateApiTokenInput!) { createApiToken(input: $input) { apiToken { id prefix } token userErrors { code field } } }',
      { input: { name: 'CI', role: 'PRACTITIONER', scopes: ['READ'] } },
      owner,
    );
    const { apiToken, token } = made.data?.createApiToken ?? { apiToken: { id: '' }, token: '' };
    expect((await api.ask(VIEWER, undefined, token)).status).toBe(200);
    const revoked = await api.ask(
      'mutation($input: RevokeApiTokenInput!) { revokeApiToken(input: $input) { apiToken { id revokedAt } userErrors { code } } }',
      { input: { apiTokenId: apiToken.id } },
      owner,
    );
    expect(revoked.data).toMatchObject({
      revokeApiToken: { apiToken: { id: apiToken.id, revokedAt: expect.any(String) } },
    });
    expect(codesOf(await api.ask(VIEWER, undefined, token))).toEqual(['UNAUTHENTICATED']);
  });
});

describe('who may do what', () => {
  it('stops a field that the role may not use, and names it', async () => {
    await makeClient('Contoso');
    const viewer = await api.makeToken(workspace, 'VIEWER', { clientName: 'Contoso' });
    for (const token of [viewer, await api.makeToken(workspace, 'PRACTITIONER')]) {
      const answer = await api.ask(
        ADD_MEMBER,
        { input: { name: 'x', email: 'x@y.z', role: 'OWNER', password: 'words enough for a sentence' } },
        token,
      );
      expect([answer.status, codesOf(answer)]).toEqual([403, ['FORBIDDEN']]);
    }
    const members = await api.ask(MEMBERS, { first: 1 }, viewer);
    expect(members.errors?.[0]?.message).toContain('Query.members');
  });

  it('looks through fragments and behind directives', async () => {
    await makeClient('Fabrikam');
    const viewer = await api.makeToken(workspace, 'VIEWER', { clientName: 'Fabrikam' });
    const hidden = '{ ...a } fragment a on Query { ... on Query @skip(if: true) { members(first: 1) { totalCount } } }';
    expect(codesOf(await api.ask(hidden, undefined, viewer))).toEqual(['FORBIDDEN']);
  });

  it('lets a token without the scope WRITE read only', async () => {
    const reader = await api.makeToken(workspace, 'OWNER', { scopes: ['READ'] });
    expect((await api.ask(MEMBERS, { first: 1 }, reader)).errors).toBeUndefined();
    expect(codesOf(await api.ask(CREATE_CLIENT, { input: { name: 'x' } }, reader))).toEqual(['FORBIDDEN']);
    const writer = await api.makeToken(workspace, 'OWNER', { scopes: ['WRITE'] });
    expect(codesOf(await api.ask(MEMBERS, { first: 1 }, writer))).toEqual(['FORBIDDEN']);
  });

  it('does not let a partner make an owner of a token', async () => {
    const partner = await api.makeToken(workspace, 'PARTNER');
    const answer = await api.ask<{ createApiToken: object }>(
      'mutation($input: CreateApiTokenInput!) { createApiToken(input: $input) { token userErrors { code field } } }',
      { input: { name: 'CI', role: 'OWNER', scopes: ['READ'] } },
      partner,
    );
    expect(answer.data?.createApiToken).toEqual({ token: null, userErrors: [{ code: 'NOT_ALLOWED', field: 'role' }] });
  });
});

describe('ids', () => {
  it('of another workspace, unknown, of another type and garbage answer alike', async () => {
    const other = await api.makeWorkspace();
    const foreign = await makeClient('Elsewhere', await api.makeToken(other, 'OWNER'));
    const mine = await makeClient('Here');
    expect((await api.ask(CLIENT, { id: mine }, owner)).data).toEqual({ client: { id: mine, name: 'Here' } });
    const unknown = Buffer.from('Client:00000000-0000-4000-8000-000000000000').toString('base64url');
    const otherType = Buffer.from(Buffer.from(mine, 'base64url').toString().replace('Client', 'Member')).toString(
      'base64url',
    );
    const answers = [];
    for (const id of [foreign, unknown, otherType, 'garbage', '', '💥', `${mine}=`]) {
      const { status, data, errors } = await api.ask(CLIENT, { id }, owner);
      answers.push(JSON.stringify({ status, data, errors }));
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('NOT_FOUND');
  });

  it('inside an input answer alike too', async () => {
    const answer = await api.ask(
      'mutation($input: RevokeApiTokenInput!) { revokeApiToken(input: $input) { userErrors { code } } }',
      { input: { apiTokenId: await makeClient('Not a token') } },
      owner,
    );
    expect(codesOf(answer)).toEqual(['NOT_FOUND']);
  });
});

describe('adding a member', () => {
  it('lets them sign in', async () => {
    const input = {
      name: 'Petra Partner',
      email: 'Petra@example.com',
      role: 'PARTNER',
      password: 'the words she enters first',
    };
    const added = await api.ask(ADD_MEMBER, { input }, owner);
    expect(added.data).toMatchObject({
      addMember: { member: { name: 'Petra Partner', role: 'PARTNER' }, userErrors: [] },
    });
    const cookie = await api.signIn('petra@example.com', 'the words she enters first');
    expect((await api.ask('{ viewer { role } }', undefined, { cookie })).data).toEqual({ viewer: { role: 'PARTNER' } });
    const again = await api.ask(ADD_MEMBER, { input }, owner);
    expect(again.data).toMatchObject({ addMember: { member: null, userErrors: [{ code: 'TAKEN', field: 'email' }] } });
  });

  it('names what has to be mended', async () => {
    const input = { name: '', email: 'nobody', role: 'SPONSOR', password: 'short' };
    const { data } = await api.ask<{ addMember: { userErrors: { field: string }[] } }>(ADD_MEMBER, { input }, owner);
    expect(data?.addMember.userErrors.map(({ field }) => field)).toEqual(['name', 'email', 'role', 'password']);
  });
});

describe('pages', () => {
  it('walk a list forth and back', async () => {
    const token = await api.makeToken(await api.makeWorkspace(), 'OWNER');
    for (const name of ['Bo', 'Cy', 'Di', 'Ed'])
      await api.ask(
        ADD_MEMBER,
        {
          input: {
            name,
            email: `${name}-${token.slice(-6)}@example.com`,
            role: 'PARTNER',
            password: 'words enough for a sentence',
          },
        },
        token,
      );
    const page = async (variables: object) => {
      const { data } = await api.ask<Members>(MEMBERS, variables, token);
      if (!data) throw new Error('No page.');
      const { edges, pageInfo, totalCount } = data.members;
      return { names: edges.map(({ node }) => node.name), totalCount, ...pageInfo };
    };
    const first = await page({ first: 2 });
    expect(first).toMatchObject({ names: ['Bo', 'Cy'], totalCount: 5, hasNextPage: true, hasPreviousPage: false });
    const second = await page({ first: 2, after: first.endCursor });
    expect(second).toMatchObject({ names: ['Di', 'Ed'], hasNextPage: true, hasPreviousPage: true });
    expect(await page({ first: 100, after: second.endCursor })).toMatchObject({
      names: ['Olive Owner'],
      hasNextPage: false,
    });
    expect(await page({ last: 2 })).toMatchObject({
      names: ['Ed', 'Olive Owner'],
      hasNextPage: false,
      hasPreviousPage: true,
    });
    expect(await page({ last: 1, before: second.endCursor })).toMatchObject({ names: ['Di'] });
    expect(await page({ first: 3, after: first.startCursor, before: second.endCursor })).toMatchObject({
      names: ['Cy', 'Di'],
    });
  });

  it.each([
    [{}, 'first'],
    [{ first: 0 }, 'first'],
    [{ first: 101 }, 'first'],
    [{ last: -1 }, 'last'],
    [{ first: 1, last: 1 }, 'first'],
    [{ first: 1, after: 'nonsense' }, 'after'],
    [{ first: 2 ** 40 }, 'first'],
  ])('are refused: %j', async (variables, field) => {
    const answer = await api.ask(MEMBERS, variables, owner);
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors?.[0]?.extensions?.['field']).toBe(field);
  });
});

describe('a failure of ours', () => {
  it('is written down under a reference and tells nothing of its cause', async () => {
    const superuser = new pg.Client({ connectionString: database.url });
    await superuser.connect();
    await superuser.query('alter table bicorne.depth_attestation rename to gone');
    try {
      const answer = await api.ask(MEMBERS, { first: 1 }, owner);
      expect([answer.status, codesOf(answer), answer.data]).toEqual([200, ['INTERNAL'], null]);
      expect(JSON.stringify(answer.errors)).not.toMatch(/depth_attestation|relation|select/i);
      const reference = String(answer.errors?.[0]?.extensions?.['reference']);
      await until('the reference is in the log', () => api.log().includes(reference));
      expect(api.log()).toContain('depth_attestation');
    } finally {
      await superuser.query('alter table bicorne.gone rename to depth_attestation');
      await superuser.end();
    }
  });
});
