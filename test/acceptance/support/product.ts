import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase, type TestDatabase } from '../../support/database.js';
import { freePort, runBicorne, type Run } from '../../support/run.js';

/** The password that invited people get in these tests. */
export const FIRST_PASSWORD = 'a first password of the tests';

export interface Product {
  /** As it was printed. */
  url: string;
  run: Run;
  /** Runs another command on the same installation. @returns what it printed on standard output and standard error */
  command(args: readonly string[]): Promise<string>;
  /** Sends one operation with a token. @throws where the answer has errors or userErrors */
  ask<Data>(token: string, query: string, variables?: object): Promise<Data>;
  stop(): Promise<void>;
}

export interface Workspace {
  slug: string;
  owner: { name: string; email: string; password: string };
}

/**
 * Starts the product as an operator does, by its command, in its own process tree: a fresh data folder, a fresh
 * database of the test server, the queue on PostgreSQL.
 *
 * @param prepare runs commands before the start, on the migrated, empty database
 * @param makeDatabase another database than an empty one
 */
export async function startProduct(
  env: NodeJS.ProcessEnv = {},
  prepare: (command: Product['command']) => Promise<void> = async () => undefined,
  makeDatabase: () => Promise<TestDatabase> = testDatabase,
): Promise<Product> {
  const database = await makeDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'bicorne-acceptance-'));
  const settings = {
    DATABASE_URL: database.url,
    BICORNE_DATA_DIR: dataDir,
    PORT: String(await freePort()),
    // Schedules are hints: what this test waits for comes from what people do, and from deliveries that are swept up.
    SCAN_EVERY_SECONDS: '5',
    ...env,
  };
  const command = async (args: readonly string[]): Promise<string> => {
    const run = runBicorne(args, settings);
    if ((await run.exited) !== 0) throw new Error(`bicorne ${args.join(' ')}: ${run.output}`);
    return run.output;
  };
  await prepare(command);
  const run = runBicorne(['start'], settings);
  const [, url = ''] = await run.says(/^Ready at (\S+) in/m);
  return {
    url,
    run,
    command,
    ask: (token, query, variables) => ask(url, token, query, variables),
    stop: async () => {
      await run.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Makes a workspace by the command, which prints the owner's password. */
export async function createWorkspace(command: Product['command'], slug: string): Promise<Workspace> {
  const owner = { name: 'Olive Marsh', email: `olive@${slug}.example` };
  const name = ['--name', 'Northbank Advisory', '--time-zone', 'Europe/Amsterdam'];
  const who = ['--owner-name', owner.name, '--owner-email', owner.email];
  const printed = await command(['workspace', 'create', '--slug', slug, ...name, ...who]);
  const [, password] = /^Password: (\S+)$/m.exec(printed) ?? [];
  if (password === undefined) throw new Error(`No password was printed:\n${printed}`);
  return { slug, owner: { ...owner, password } };
}

/** Makes a token by the command. @param more further options, such as `--client NAME` */
export async function createToken(product: Product, slug: string, role: string, ...more: string[]): Promise<string> {
  const printed = await product.command(['token', 'create', '--workspace', slug, '--role', role, ...more]);
  return printed.trim().split('\n').at(-1) ?? '';
}

interface Body {
  data?: Record<string, { userErrors?: unknown[] } | null>;
  errors?: unknown[];
}

async function ask<Data>(url: string, token: string, query: string, variables?: object): Promise<Data> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await answer.json()) as Body;
  const refused = [...(errors ?? []), ...Object.values(data ?? {}).flatMap((field) => field?.userErrors ?? [])];
  if (refused.length > 0) throw new Error(`Refused: ${JSON.stringify(refused)}`);
  return data as Data;
}
