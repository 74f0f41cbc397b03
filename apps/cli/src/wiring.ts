import type { ForeseenAlert, ScanDeps } from '@bicorne/application';
import type { Config } from '@bicorne/config';
import type { OperatorToken } from '@bicorne/identity';
import type { DatabaseRole } from '@bicorne/persistence';
import type { DataSource } from 'typeorm';
import { CliError } from './cli-error.js';
import type { SignIn } from './start/prepare-process.js';

// The one place where commands meet the use cases. Libraries are imported when they are
// called, so that the supervisor and `assess` stay light.

/** Brings the database up to date, and the queue's part of it where the queue stands there. */
export async function migrateAll(url: string, config: Config, say: (line: string) => void): Promise<void> {
  const [{ migrate }, { migrateQueue }] = await Promise.all([import('@bicorne/persistence'), import('@bicorne/jobs')]);
  await migrate(url, say);
  if (config.redisUrl === undefined) await migrateQueue(url);
}

/** Makes the demo workspace where there is none; its sign-ins, none where it was removed. */
export async function seedDemoWorkspace(_url: string, _config: Config, say: (line: string) => void): Promise<SignIn[]> {
  say('The demo workspace is not wired yet.');
  return [];
}

/** Makes a workspace; the lines that tell the owner how to sign in. */
export async function createWorkspace(
  _url: string,
  _config: Config,
  _workspace: { slug: string; name: string; ownerEmail: string; ownerName?: string; timeZone?: string },
): Promise<string[]> {
  throw new CliError('bicorne workspace create is not wired yet.');
}

/** Makes an API token; its text, which is not kept. */
export async function createToken(url: string, order: OperatorToken): Promise<string> {
  const { createApiToken, TokenRefused } = await import('@bicorne/identity');
  return withDataSource(url, 'app', async (database) => {
    try {
      return (await createApiToken(database, order)).token;
    } catch (error) {
      if (error instanceof TokenRefused) throw new CliError(error.message, { cause: error });
      throw error;
    }
  });
}

/** Looks at every engagement whose moment has come; how many those were. */
export async function scanNow(url: string, config: Config): Promise<number> {
  const { scanDue } = await import('@bicorne/application');
  return withScanDeps(url, config, (deps) => scanDue(deps, new Date()));
}

/** Hands on what a scan at that moment would raise, one at a time, and changes nothing. */
export async function scanAt(
  url: string,
  config: Config,
  at: Date,
  found: (alert: ForeseenAlert) => void,
): Promise<void> {
  const { foresee } = await import('@bicorne/application');
  await withScanDeps(url, config, async (deps) => {
    for await (const alert of foresee(deps, at)) found(alert);
  });
}

async function withScanDeps<T>(url: string, config: Config, work: (deps: ScanDeps) => Promise<T>): Promise<T> {
  const [{ openServices }, { WorkspaceTransaction }] = await Promise.all([
    import('@bicorne/application'),
    import('@bicorne/persistence'),
  ]);
  const services = await openServices(config);
  return withDataSource(url, 'worker', (database) =>
    work({ database, transaction: new WorkspaceTransaction(database), services }),
  );
}

async function withDataSource<T>(
  url: string,
  role: DatabaseRole,
  work: (database: DataSource) => Promise<T>,
): Promise<T> {
  const { openDatabase } = await import('@bicorne/persistence');
  const database = await openDatabase({ url, role, poolSize: 2, applicationName: 'bicorne-cli' });
  try {
    return await work(database);
  } finally {
    await database.destroy();
  }
}
