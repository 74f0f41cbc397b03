import { createWorkspace } from '@bicorne/application';
import { findProjectRoot, type ChildMessage } from '@bicorne/config';
import type { Role } from '@bicorne/domain';
import { createApiToken, type Scope } from '@bicorne/identity';
import { openDatabase } from '@bicorne/persistence';
import type { GraphQLFormattedError } from 'graphql';
import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DataSource } from 'typeorm';

export const PASSWORD = 'a password of the tests';

export interface Answer<Data> {
  status: number;
  headers: Headers;
  data: Data | null | undefined;
  errors: GraphQLFormattedError[] | undefined;
}

/** The installation's secret in the API's process: one that production takes. */
export const API_SECRET = 'k7Qw2nXv9RbT4mLz8YhD3sJf6GpC1aUe5ViO';

export interface TestApi {
  url: string;
  process: ChildProcess;
  database: DataSource;
  /** What the process wrote down so far. */
  log(): string;
  makeWorkspace(): Promise<TestWorkspace>;
  /** A token made as by an operator. */
  makeToken(
    workspace: Pick<TestWorkspace, 'slug'>,
    role: Role,
    options?: { clientName?: string; scopes?: Scope[] },
  ): Promise<string>;
  /** Posts one operation. `as` is a token, or headers. */
  ask<Data = Record<string, never>>(
    query: string,
    variables?: object,
    as?: string | Record<string, string>,
  ): Promise<Answer<Data>>;
  /** Signs in and gives the cookie header. */
  signIn(email: string, password?: string): Promise<string>;
  close(): Promise<void>;
}

export interface TestWorkspace {
  id: string;
  slug: string;
  ownerEmail: string;
}

/**
 * The real API, built, in a process of its own on a real database. (In jest's own process it cannot run: on Node 20 jest
 * does not let nestjs-cls require the ES modules of Nest.)
 *
 * @param imports files that the process runs first
 */
export async function startApi(
  databaseUrl: string,
  env: Record<string, string> = {},
  imports: readonly string[] = [],
): Promise<TestApi> {
  const root = findProjectRoot(import.meta.url);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const dataDir = await mkdtemp(join(tmpdir(), 'bicorne-api-'));
  const child = fork(join(root, 'dist/run/api.js'), {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [...imports.flatMap((file) => ['--import', pathToFileURL(file).href])],
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      BICORNE_DATA_DIR: dataDir,
      BICORNE_SECRET: API_SECRET,
      LOG_LEVEL: 'warn',
      ...env,
    },
  });
  const log: string[] = [];
  child.stdout?.on('data', (text) => log.push(String(text)));
  child.stderr?.on('data', (text) => log.push(String(text)));
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [ChildMessage | number];
  if (typeof message !== 'object' || message.type !== 'ready')
    throw new Error(`The API did not start: ${JSON.stringify(message)} ${log.join('')}`);
  const database = await openDatabase({ url: databaseUrl, role: 'app', poolSize: 2, applicationName: 'bicorne-test' });

  return {
    url,
    process: child,
    database,
    log: () => log.join(''),
    makeWorkspace: async () => {
      const slug = `w${randomUUID().slice(0, 8)}`;
      const ownerEmail = `owner@${slug}.example`;
      const made = await createWorkspace(database, {
        slug,
        name: `Workspace ${slug}`,
        timeZone: 'Europe/Amsterdam',
        currency: 'EUR',
        owner: { name: 'Olive Owner', email: ownerEmail, password: PASSWORD },
      });
      if (!made.ok) throw new Error(made.refusals.map(({ message }) => message).join(' '));
      return { id: made.value.workspaceId, slug, ownerEmail };
    },
    makeToken: async ({ slug }, role, { clientName, scopes } = {}) =>
      (await createApiToken(database, { workspaceSlug: slug, role, clientName, scopes })).token,
    ask: async (query, variables, as = {}) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(typeof as === 'string' ? { authorization: `Bearer ${as}` } : as),
        },
        body: JSON.stringify({ query, variables }),
      });
      const body = (await response.json()) as Pick<Answer<never>, 'data' | 'errors'>;
      return { status: response.status, headers: response.headers, data: body.data, errors: body.errors };
    },
    signIn: async (email, password = PASSWORD) => {
      const response = await fetch(`${url}/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      });
      if (!response.ok) throw new Error(`Sign-in answered ${response.status}: ${await response.text()}`);
      return response.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0] ?? '')
        .join('; ');
    },
    close: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
      await database.destroy();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The codes of an answer's errors. */
export function codesOf({ errors }: Pick<Answer<unknown>, 'errors'>): unknown[] {
  return (errors ?? []).map((error) => error.extensions?.['code']);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('No port.');
  return address.port;
}
