import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, readlink, stat, symlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Account, postgresAccount } from './account.js';
import { type Binaries, completeBinaries, copyBinaries, executable, findBinaries } from './binaries.js';
import { codeOf, EmbeddedError } from './embedded-error.js';

const run = promisify(execFile);

/** Where the binaries and the database are, and who runs them. */
export interface Place {
  account: Account | undefined;
  binaries: Binaries;
  /** Holds the cluster (data), its password, lock, log and the note of the running server. */
  home: string;
}

/**
 * For a root process whose folders are closed to PostgreSQL's own user, as a checkout
 * below /root is: binaries and data go here, and the data folder keeps a link.
 */
const OPEN_FOLDER = '/var/lib/bicorne';

/**
 * Finds or makes the place of the database below `dataDir`.
 *
 * @throws EmbeddedError with the one folder that is in the way
 */
export async function findPlace(dataDir: string, say: (line: string) => void): Promise<Place> {
  const account = await postgresAccount();
  const found = findBinaries();
  await completeBinaries(found);
  await makeFolder(dataDir);
  const link = join(dataDir, 'postgres');
  if (account === undefined) {
    await makeFolder(link, 0o700);
    return { account, binaries: found, home: link };
  }
  const binaries = (await canRun(account, found)) ? found : await copyBinaries(found, await openFolder());
  // The folder above may be closed to others; our own is opened for passing through.
  await addMode(dataDir, 0o011);
  return { account, binaries, home: await homeFor(account, link, say) };
}

async function homeFor(account: Account, link: string, say: (line: string) => void): Promise<string> {
  const target = await linkTarget(link);
  if (target !== undefined) {
    if (await canEnter(account, target)) return target;
    throw new EmbeddedError(
      `The database folder ${target}, to which ${link} points, is not there or closed to the user ${account.name}.`,
    );
  }
  if (await isFolder(link)) {
    await addMode(link, 0o011);
    if (await canEnter(account, link)) return link;
    throw new EmbeddedError(
      `PostgreSQL runs as the user ${account.name}, who may not enter ${await firstClosed(account, link)}: ` +
        `allow it with chmod o+x, or name another folder with BICORNE_DATA_DIR.`,
    );
  }
  if (await canEnter(account, dirname(link))) {
    await makeFolder(link);
    await chmod(link, 0o711);
    return link;
  }
  const home = join(await openFolder(), randomBytes(6).toString('hex'));
  await makeFolder(home);
  await chmod(home, 0o711);
  await symlink(home, link);
  say(`${await firstClosed(account, link)} is closed to the user ${account.name}: the database is kept in ${home}.`);
  return home;
}

async function openFolder(): Promise<string> {
  try {
    await mkdir(OPEN_FOLDER, { recursive: true });
    await chmod(OPEN_FOLDER, 0o755);
    return OPEN_FOLDER;
  } catch (error) {
    throw new EmbeddedError(
      `PostgreSQL runs as the user postgres, who may not enter this project's folders, and ${OPEN_FOLDER} cannot be made ` +
        `(${codeOf(error)}): move the project to a folder open to others, or set DATABASE_URL.`,
      { cause: error },
    );
  }
}

async function canRun(account: Account, binaries: Binaries): Promise<boolean> {
  const readable = join(binaries.folder, 'share', 'postgresql', 'postgres.bki');
  return asAccount(
    account,
    '"$1" --version >/dev/null 2>&1 && test -r "$2"',
    executable(binaries, 'postgres'),
    readable,
  );
}

function canEnter(account: Account, folder: string): Promise<boolean> {
  return asAccount(account, 'test -x "$1/."', folder);
}

/** The uppermost folder on the way that the user may not enter, for a message. */
async function firstClosed(account: Account, path: string): Promise<string> {
  const way: string[] = [];
  for (let folder = resolve(path); folder !== dirname(folder); folder = dirname(folder)) way.unshift(folder);
  for (const folder of way) if (!(await canEnter(account, folder))) return folder;
  return path;
}

/** Asks the system itself: modes alone do not tell of access lists and mounts. */
async function asAccount(account: Account, test: string, ...args: string[]): Promise<boolean> {
  try {
    await run('/bin/sh', ['-c', test, 'sh', ...args], { uid: account.uid, gid: account.gid, cwd: '/' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EPERM' || codeOf(error) === 'EINVAL') {
      throw new EmbeddedError(
        `PostgreSQL does not run as root, and this root may not become the user ${account.name}: start as another user, or set DATABASE_URL.`,
        { cause: error },
      );
    }
    return false;
  }
}

async function makeFolder(folder: string, mode = 0o755): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode });
  } catch (error) {
    throw new EmbeddedError(
      `The folder ${folder} cannot be made (${codeOf(error)}): make it writable, or name another with BICORNE_DATA_DIR.`,
      { cause: error },
    );
  }
}

async function addMode(folder: string, bits: number): Promise<void> {
  const { mode } = await stat(folder);
  if ((mode & bits) !== bits) await chmod(folder, (mode & 0o7777) | bits);
}

async function linkTarget(path: string): Promise<string | undefined> {
  try {
    return resolve(dirname(path), await readlink(path));
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'EINVAL') return undefined;
    throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
