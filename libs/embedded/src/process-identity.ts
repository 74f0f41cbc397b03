import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Tells a process from a later one with the same number, as after a restart of a
 * container. On Linux the number and the start time (clock ticks since boot), elsewhere
 * the number alone. Undefined where no such process runs.
 */
export function identityOf(pid: number): string | undefined {
  if (!isAlive(pid)) return undefined;
  const startedAt = startTime(pid);
  return startedAt === undefined ? String(pid) : `${pid}@${startedAt}`;
}

export function pidOf(identity: string): number {
  return Number.parseInt(identity, 10);
}

/** The command line of a running process, or undefined where it cannot be told. */
export function commandOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    if (process.platform === 'win32') return undefined;
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return undefined;
  }
}

/** A dead process whose parent has not yet asked for it counts as gone. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, as another user.
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM';
  }
  return stat(pid)?.[0] !== 'Z';
}

function startTime(pid: number): string | undefined {
  return stat(pid)?.[19];
}

/** The fields of /proc/PID/stat from the third (state) on: the second may hold spaces. */
function stat(pid: number): string[] | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return line.slice(line.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
