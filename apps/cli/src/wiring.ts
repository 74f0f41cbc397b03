import { randomBytes } from 'node:crypto';
import type { ForeseenAlert, Rotated, ScanDeps, SealedWith, SecretsDeps } from '@bicorne/application';
import type { Config } from '@bicorne/config';
import type { OperatorToken } from '@bicorne/identity';
import type { DatabaseRole } from '@bicorne/persistence';
import type { DataSource } from 'typeorm';
import { CliError, codeOf } from './cli-error.js';
import type { SignIn } from './start/prepare-process.js';

// The one place where commands meet the use cases. Libraries are imported when they are
// called, so that the supervisor and `assess` stay light.

/** PostgreSQL's codes for a role, a table or a column that is not there. */
const UNMIGRATED: readonly string[] = ['22023', '42P01', '42703'];

/** Of workspaces, between two lines about how far it is. */
const SAY_EVERY = 100;

/** The migration after which addresses are sealed that stood in the clear. */
const SEALED_ADDRESSES = 'SealedAddresses1795000001820';

/** Of a first password; 24 characters as it is printed. */
const PASSWORD_BYTES = 18;

/** Brings the database up to date, and the queue's part of it where the queue stands there. */
export async function migrateAll(url: string, config: Config, say: (line: string) => void): Promise<void> {
  const [{ migrate }, { migrateQueue }] = await Promise.all([import('@bicorne/persistence'), import('@bicorne/jobs')]);
  const ran = await migrate(url, say);
  if (ran.includes(SEALED_ADDRESSES)) await withSecrets(url, config, sealAddresses);
  if (config.redisUrl === undefined) await migrateQueue(url);
}

/** Takes back every migration after that one. @throws CliError where it has not run */
export async function migrateBack(url: string, last: string, say: (line: string) => void): Promise<void> {
  const { takeBack, UnknownMigration } = await import('@bicorne/persistence');
  try {
    await takeBack(url, last, say);
  } catch (error) {
    if (error instanceof UnknownMigration) throw new CliError(error.message, { cause: error });
    throw error;
  }
}

/**
 * Makes the demo workspace where there is none.
 *
 * @param onlyFirst not where there are other workspaces
 * @returns its sign-ins; none where it is not there
 */
export async function seedDemoWorkspace(
  url: string,
  config: Config,
  { onlyFirst, say }: { onlyFirst: boolean; say: (line: string) => void },
): Promise<SignIn[]> {
  const { demoSignIns, openServices, seedDemo } = await import('@bicorne/application');
  const deps = { databaseUrl: url, projectRoot: config.projectRoot, services: await openServices(config) };
  const begun = performance.now();
  const onBegin = (): void => say('Making the demo workspace …');
  switch (await onPreparedDatabase(() => seedDemo(deps, { now: new Date(), onlyFirst, onBegin }))) {
    case 'SEEDED':
      say(`Made it in ${((performance.now() - begun) / 1000).toFixed(1)} s.`);
      return demoSignIns();
    case 'ALREADY_THERE':
      if (!onlyFirst) say('The demo workspace is there already; nothing was changed.');
      return demoSignIns();
    case 'NOT_FIRST':
      return [];
  }
}

export interface NewWorkspace {
  slug: string;
  name: string;
  timeZone: string;
  currency: string;
  owner: { name: string; email: string };
}

/**
 * Makes a workspace whose owner signs in with a password made here; what the owner is told.
 *
 * @throws CliError with a sentence for each thing that cannot stand
 */
export async function createWorkspace(url: string, { owner, ...workspace }: NewWorkspace): Promise<string[]> {
  const { createWorkspace: create } = await import('@bicorne/application');
  const password = randomBytes(PASSWORD_BYTES).toString('base64url');
  const made = await withDataSource(url, 'owner', (database) =>
    create(database, { ...workspace, owner: { ...owner, password } }),
  );
  if (!made.ok) throw new CliError(made.refusals.map(({ message }) => message).join('\n'));
  return [
    `Workspace: ${workspace.slug}`,
    `Sign in as: ${owner.email.trim().toLowerCase()}`,
    made.value.owner.known ? 'Password: the one that this address has already' : `Password: ${password}`,
  ];
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

/** Seals everything anew with the secret of now; how much, and what could not be opened. */
export function rotateAll(url: string, config: Config, say: (line: string) => void): Promise<Rotated> {
  return withSecrets(url, config, async (deps) => {
    const { rotateSecrets } = await import('@bicorne/application');
    return rotateSecrets(deps, (done) => {
      if (done % SAY_EVERY === 0) say(`${done} workspaces …`);
    });
  });
}

/** A line for each column and key, and what is to be done. */
export async function statusOfSecrets(url: string, config: Config): Promise<string[]> {
  const found = await withSecrets(url, config, async (deps) => {
    const { secretsStatus } = await import('@bicorne/application');
    return secretsStatus(deps);
  });
  const widest = Math.max(0, ...found.map(({ column }) => column.length));
  const left = found.filter(({ current }) => !current).reduce((sum, { rows }) => sum + rows, 0);
  return [
    ...found.map(
      (one) => `${one.column.padEnd(widest)}  ${(one.keyId ?? '-').padEnd(8)}  ${wordsOf(one)}  ${one.rows}`,
    ),
    left === 0
      ? 'Everything is sealed with BICORNE_SECRET; BICORNE_SECRET_OLD is not needed.'
      : `${left} to be sealed anew: run bicorne secrets rotate.`,
  ];
}

function wordsOf({ keyId, secret, current }: SealedWith): string {
  if (keyId === null) return 'in the clear';
  if (secret === null) return 'another secret';
  return current || secret === 'BICORNE_SECRET_OLD' ? secret : `${secret}, in an older form`;
}

async function sealAddresses({ owner, transaction, secrets }: SecretsDeps): Promise<void> {
  const { everyWorkspace, sealClearAddresses } = await import('@bicorne/application');
  for await (const workspaceId of everyWorkspace(owner))
    await transaction.run({ workspaceId, name: 'bicorne migrate' }, (tx) => sealClearAddresses(tx, secrets));
}

async function withSecrets<T>(url: string, config: Config, work: (deps: SecretsDeps) => Promise<T>): Promise<T> {
  const { WorkspaceTransaction } = await import('@bicorne/persistence');
  return withDataSource(url, 'owner', (owner) =>
    withDataSource(url, 'app', (app) => work({ owner, transaction: new WorkspaceTransaction(app), secrets: config })),
  );
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

/** Opens the database for a piece of work. @throws CliError where it was not migrated */
export async function withDataSource<T>(
  url: string,
  role: DatabaseRole,
  work: (database: DataSource) => Promise<T>,
): Promise<T> {
  const { openDatabase } = await import('@bicorne/persistence');
  return onPreparedDatabase(async () => {
    const database = await openDatabase({ url, role, poolSize: 2, applicationName: 'bicorne-cli' });
    try {
      return await work(database);
    } finally {
      await database.destroy();
    }
  });
}

/** @throws CliError where the work finds a database that was not migrated */
async function onPreparedDatabase<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!UNMIGRATED.includes(codeOf(error) ?? '')) throw error;
    throw new CliError('The database is not prepared for this version: run bicorne migrate first.', { cause: error });
  }
}
