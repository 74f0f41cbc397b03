import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

const AGAIN_AFTER_MS = 200;
/** A process that neither starts nor ends would hold up the run for ever. */
const READY_WITHIN_MS = 60_000;

export interface KeptProcessOptions {
  name: string;
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Whether a line that it wrote says that it is ready. Left out: its first message says so. */
  isReady?: (line: string) => boolean;
}

/** A process that is started again whenever it ends, as an operator's supervisor does. */
export class KeptProcess {
  /** The last lines that it wrote. */
  readonly log: string[] = [];
  private child: ChildProcess | undefined;
  private ready: Promise<void> = Promise.resolve();
  private stopping = false;
  private readonly ended: Promise<void>;

  constructor(private readonly options: KeptProcessOptions) {
    this.ended = this.keep();
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Resolves when the process that runs now, or the one after it, is ready. @throws Error where none is in time */
  async isReady(): Promise<void> {
    const deadline = performance.now() + READY_WITHIN_MS;
    for (;;) {
      const { ready } = this;
      await Promise.race([ready, pause(deadline - performance.now(), undefined, { ref: false })]);
      if (performance.now() > deadline)
        throw new Error(
          `${this.options.name} is not ready in ${READY_WITHIN_MS / 1_000} s:\n${this.log.slice(-15).join('\n')}`,
        );
      if (ready === this.ready && this.child?.exitCode === null && this.child.signalCode === null) return;
      await pause(50);
    }
  }

  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): boolean {
    return this.child?.kill(signal) ?? false;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.child?.kill('SIGTERM');
    const late = setTimeout(() => this.child?.kill('SIGKILL'), 15_000);
    await this.ended;
    clearTimeout(late);
  }

  private async keep(): Promise<void> {
    const { command, args, env, isReady } = this.options;
    while (!this.stopping) {
      const stdio = isReady ? (['ignore', 'pipe', 'pipe'] as const) : (['ignore', 'pipe', 'pipe', 'ipc'] as const);
      const child = spawn(command, args, { env, stdio: [...stdio] });
      this.child = child;
      const exited = new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.once('error', () => resolve());
      });
      this.ready = Promise.race([saysReady(child, isReady, this.log), exited]);
      await exited;
      if (!this.stopping) await pause(AGAIN_AFTER_MS);
    }
  }
}

async function saysReady(
  child: ChildProcess,
  isReady: ((line: string) => boolean) | undefined,
  log: string[],
): Promise<void> {
  let say: () => void = () => undefined;
  const said = new Promise<void>((resolve) => (say = resolve));
  const hear = (chunk: Buffer): void => {
    for (const line of chunk.toString().split('\n')) {
      if (line === '') continue;
      log.push(line);
      if (log.length > 200) log.shift();
      if (isReady?.(line)) say();
    }
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  if (isReady) return said;
  // A child that fails to start says so too, and then ends.
  for (;;) {
    const [message] = (await once(child, 'message')) as [{ type?: string }];
    if (message.type === 'ready') return;
  }
}
