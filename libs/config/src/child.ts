/** What a child process tells the supervisor over IPC. */
export type ChildMessage =
  | { type: 'ready' }
  /** `sentence` is shown to the operator as it is. */
  | { type: 'failed'; sentence: string };

export interface SupervisedChild {
  /** Says that the process does its work from now on. */
  ready(): void;
  /** Says in one sentence why the process cannot start, then ends it with exit code 1. */
  failed(sentence: string): Promise<never>;
}

/** Longest time for `onStop`; the supervisor waits a little longer before it kills. */
const STOP_WITHIN_MS = 9_000;

/**
 * Ties a process to the supervisor of `bicorne start`: SIGTERM, SIGINT and the loss of
 * the supervisor (it was killed) call `onStop` once and end the process with exit
 * code 0, or 1 where `onStop` fails or takes over nine seconds. Works the same for a
 * process that nobody supervises, as in an image; only the messages go nowhere then.
 */
export function superviseChild({ onStop }: { onStop: () => Promise<void> }): SupervisedChild {
  let stopping = false;

  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    onStop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };

  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop);

  return {
    ready: () => void tell({ type: 'ready' }),
    failed: async (sentence) => {
      const heard = await tell({ type: 'failed', sentence });
      if (!heard) console.error(sentence);
      process.exit(1);
    },
  };
}

/** @returns whether a supervisor heard it */
function tell(message: ChildMessage): Promise<boolean> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) return resolve(false);
    process.send(message, undefined, {}, (error) => resolve(error === null));
  });
}
