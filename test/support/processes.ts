import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessRow {
  pid: number;
  parent: number;
  /** A dead process that waits for its parent is a zombie. */
  zombie: boolean;
  command: string;
}

/** The process and everything it started. */
export function treeOf(pid: number): ProcessRow[] {
  const all = processes();
  const below = (parent: number): ProcessRow[] =>
    all.filter((row) => row.parent === parent).flatMap((row) => [row, ...below(row.pid)]);
  return [...all.filter((row) => row.pid === pid), ...below(pid)];
}

/** Those of the processes that still run. */
export function living(rows: readonly ProcessRow[]): ProcessRow[] {
  const alive = new Set(
    processes()
      .filter((row) => !row.zombie)
      .map((row) => row.pid),
  );
  return rows.filter((row) => alive.has(row.pid));
}

function processes(): ProcessRow[] {
  if (process.platform !== 'linux') return processesByPs();
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return numbers.flatMap((name) => {
    try {
      const line = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state, parent] = line.slice(line.lastIndexOf(')') + 2).split(' ');
      return [
        {
          pid: Number(name),
          parent: Number(parent),
          zombie: state === 'Z',
          command: readFileSync(`/proc/${name}/cmdline`, 'utf8'),
        },
      ];
    } catch {
      // It ended between the two looks.
      return [];
    }
  });
}

function processesByPs(): ProcessRow[] {
  const lines = execFileSync('ps', ['-axo', 'pid=,ppid=,stat=,command='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [pid, parent, state, ...command] = line.trim().split(/\s+/);
    return {
      pid: Number(pid),
      parent: Number(parent),
      zombie: state?.startsWith('Z') ?? false,
      command: command.join(' '),
    };
  });
}
