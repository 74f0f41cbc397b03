import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findProjectRoot } from '@bicorne/config';
import type { Role } from '@bicorne/domain';
import { buildSchema, getNamedType, isLeafType, isRequiredArgument, type GraphQLField } from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codesOf, startApi, type TestApi, type TestWorkspace } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { GraphqlCaller } from '../support/graphql-caller.js';

// Real: the API, asked as each role for each operation. What docs/security.md says is what it answers. What the table is
// written from is the code, which the stage "schema" of the tests compares; here the server is asked.

const root = findProjectRoot(import.meta.url);
const schema = buildSchema(readFileSync(join(root, 'apps/api/schema.graphql'), 'utf8'));
const ROLES = ['OWNER', 'PARTNER', 'PRACTITIONER', 'SPONSOR', 'VIEWER'] as const satisfies readonly Role[];

interface Row {
  operation: string;
  scope: string;
  may: Record<string, boolean>;
}

/** The rows of the table in docs/security.md. */
function table(): Row[] {
  const [, text = ''] =
    /<!-- roles:[^>]*-->([\s\S]*)<!-- end of roles -->/.exec(readFileSync(join(root, 'docs/security.md'), 'utf8')) ??
    [];
  const lines = text.trim().split('\n');
  const cellsOf = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  const [, , ...columns] = cellsOf(lines[0] ?? '');
  return lines.slice(2).map((line) => {
    const [operation = '', scope = '', ...cells] = cellsOf(line);
    const may = Object.fromEntries(columns.map((column, at) => [column, cells[at] === 'yes']));
    return { operation: operation.replaceAll('`', ''), scope, may };
  });
}

const rows = table();
const fieldsOf = (type: { getFields(): Record<string, GraphQLField<unknown, unknown>> } | null | undefined) =>
  Object.values(type?.getFields() ?? {});

/**
 * An operation that asks for one field and gives none of what it requires: whether it is allowed is decided before that,
 * so nothing runs that changes anything.
 */
function documentOf(kind: string, { name, args, type }: GraphQLField<unknown, unknown>): string {
  const required = args.filter(isRequiredArgument);
  const variables = required.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
  const given = required.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const page = args.some((argument) => argument.name === 'first') && required.every(({ name: own }) => own !== 'first');
  const all = [given, page ? 'first: 1' : ''].filter(Boolean).join(', ');
  const selection = isLeafType(getNamedType(type)) ? '' : ' { __typename }';
  return `${kind}${variables && ` (${variables})`} { ${name}${all && `(${all})`}${selection} }`;
}

let database: TestDatabase;
let api: TestApi;
let workspace: TestWorkspace;
const tokens = new Map<string, string>();

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url);
  workspace = await api.makeWorkspace();
  const owner = new GraphqlCaller(api, await api.makeToken(workspace, 'OWNER'));
  await owner.change('createClient', { name: 'Northwind' }, 'client { id }');
  for (const role of ROLES)
    tokens.set(
      role,
      await api.makeToken(workspace, role, role === 'SPONSOR' || role === 'VIEWER' ? { clientName: 'Northwind' } : {}),
    );
});

afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const operations = [
  ...fieldsOf(schema.getQueryType()).map((field) => ({ field, kind: 'query', scope: 'READ' })),
  ...fieldsOf(schema.getMutationType()).map((field) => ({ field, kind: 'mutation', scope: 'WRITE' })),
];

describe('the table of roles', () => {
  it('has every operation, once, with its scope', () => {
    const subscriptions = fieldsOf(schema.getSubscriptionType()).map(({ name }) => `${name} READ`);
    expect(rows.map(({ operation, scope }) => `${operation} ${scope}`)).toEqual([
      ...operations.map(({ field, scope }) => `${field.name} ${scope}`),
      ...subscriptions,
    ]);
  });

  it.each(ROLES)('is what the server answers a token of the role %s', async (role) => {
    const answered = await Promise.all(
      operations.map(async ({ field, kind }) => {
        const codes = codesOf(await api.ask(documentOf(kind, field), {}, tokens.get(role)));
        return `${field.name} ${codes.includes('FORBIDDEN') ? 'no' : 'yes'}`;
      }),
    );
    const written = rows
      .slice(0, operations.length)
      .map(({ operation, may }) => `${operation} ${may[role] === true ? 'yes' : 'no'}`);
    expect(answered).toEqual(written);
  });

  it('is what the server answers nobody', async () => {
    const answered = await Promise.all(
      operations.map(async ({ field, kind }) => {
        const codes = codesOf(await api.ask(documentOf(kind, field)));
        return `${field.name} ${codes.includes('UNAUTHENTICATED') ? 'no' : 'yes'}`;
      }),
    );
    const written = rows
      .slice(0, operations.length)
      .map(({ operation, may }) => `${operation} ${may['nobody'] === true ? 'yes' : 'no'}`);
    expect(answered).toEqual(written);
  });
});

describe('a scope', () => {
  it.each([
    ['READ', ['mutation']],
    ['WRITE', ['query']],
  ] as const)('%s alone refuses every %s', async (scope, kinds) => {
    const token = await api.makeToken(workspace, 'OWNER', { scopes: [scope] });
    const answers = await Promise.all(
      operations
        .filter(({ kind }) => (kinds as readonly string[]).includes(kind))
        .map(async ({ field, kind }) => codesOf(await api.ask(documentOf(kind, field), {}, token))),
    );
    expect(new Set(answers.flat())).toEqual(new Set(['FORBIDDEN']));
  });

  it('taken away with its token holds from the next request on', async () => {
    const owner = new GraphqlCaller(api, tokens.get('OWNER') ?? '');
    const { token, apiToken } = await owner.change(
      'createApiToken',
      { name: 'CI', role: 'PARTNER', scopes: ['READ'] },
      'token apiToken { id }',
    );
    const codes = async () => codesOf(await api.ask('{ viewer { id } }', {}, token));
    expect(await codes()).toEqual([]);
    await owner.change('revokeApiToken', { apiTokenId: apiToken.id }, 'apiToken { id }');
    expect(await codes()).toEqual(['UNAUTHENTICATED']);
  });
});
