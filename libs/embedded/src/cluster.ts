import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { executable } from './binaries.js';
import { codeOf, EmbeddedError } from './embedded-error.js';
import type { Place } from './place.js';

const run = promisify(execFile);

export const SUPERUSER = 'postgres';

/** The folder that PostgreSQL calls its data directory. */
export function clusterOf(home: string): string {
  return join(home, 'data');
}

/**
 * Makes the cluster where there is none yet, in about a second. It is made aside and
 * moved into place, so one that was cut short is made again.
 *
 * @returns the superuser's password
 * @throws EmbeddedError where the cluster is of another major version, or cannot be made
 */
export async function ensureCluster(place: Place): Promise<string> {
  const password = await keptPassword(place.home);
  const version = await clusterVersion(place.home);
  if (version === undefined) await makeCluster(place, password);
  else if (version !== place.binaries.version.split('.')[0]) {
    throw new EmbeddedError(
      `The database in ${place.home} is PostgreSQL ${version}, the installed one is ${place.binaries.version}: ` +
        'start with the version of Bicorne that made it, or name another folder with BICORNE_DATA_DIR.',
    );
  }
  return password;
}

async function makeCluster({ home, account, binaries }: Place, password: string): Promise<void> {
  const draft = join(home, 'data.new');
  const passwordFile = join(home, 'password.new');
  await rm(draft, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) {
    await chown(draft, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  try {
    await run(
      executable(binaries, 'initdb'),
      [
        `--pgdata=${draft}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // The same order of text on every machine, whatever its C library.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
      ],
      { cwd: home, uid: account?.uid, gid: account?.gid, env: { ...process.env, LC_ALL: 'C' } },
    );
    await rename(draft, clusterOf(home));
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw new EmbeddedError(`The database could not be made in ${home}: ${whatItSaid(error)}`, { cause: error });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function keptPassword(home: string): Promise<string> {
  const file = join(home, 'password');
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw unreadable(file, error);
  }
  const password = randomBytes(24).toString('base64url');
  const draft = `${file}.draft`;
  await writeFile(draft, `${password}\n`, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, file);
  return password;
}

async function clusterVersion(home: string): Promise<string | undefined> {
  const file = join(clusterOf(home), 'PG_VERSION');
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): EmbeddedError {
  return new EmbeddedError(
    `${file} cannot be read (${codeOf(error)}): start as the user who started first, or name another folder with BICORNE_DATA_DIR.`,
    { cause: error },
  );
}

function whatItSaid(error: unknown): string {
  const text =
    typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr).trim() : String(error);
  return text.split('\n')[0]?.replace(/^initdb: (error: )?/, '') ?? text;
}
