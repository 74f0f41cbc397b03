import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { EmbeddedError } from './embedded-error.js';

const run = promisify(execFile);

/** The user that PostgreSQL runs as, where that is not the user of this process. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

const NAME = 'postgres';

/** Debian and Red Hat first, then Alpine's busybox. */
const MAKERS: readonly (readonly [string, ...string[]])[] = [
  [
    'useradd',
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    NAME,
  ],
  ['adduser', '-S', '-D', '-H', '-s', '/sbin/nologin', NAME],
];

/**
 * PostgreSQL refuses to run as root: a root process runs it as the user `postgres`,
 * made where the system has none.
 *
 * @returns undefined where this process is not root's
 * @throws EmbeddedError where the user can be neither found nor made
 */
export async function postgresAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const existing = await lookUp();
  if (existing) return existing;
  for (const [command, ...args] of MAKERS) {
    try {
      await run(command, args);
    } catch {
      continue;
    }
    const made = await lookUp();
    if (made) return made;
  }
  throw new EmbeddedError(
    `PostgreSQL does not run as root, and a user "${NAME}" could not be made: make one, start as another user, or set DATABASE_URL.`,
  );
}

async function lookUp(): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', NAME]), run('id', ['-g', NAME])]);
    return { name: NAME, uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}
