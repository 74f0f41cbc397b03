/** A slow second way to notice rows, should a notification be lost. */
const POLL_MS = 10_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

export interface Relay {
  /** Says that there may be rows. */
  wake(): void;
  /** Waits for the batch under way. */
  stop(): Promise<void>;
}

export interface RelayOptions {
  /** Takes one batch; tells whether there may be more. */
  takeBatch: () => Promise<{ more: boolean }>;
  onError: (error: unknown) => void;
}

/**
 * Calls `takeBatch` until nothing is left whenever it is woken, and every ten seconds. After an error it pauses, longer
 * each time: database or queue are away, and the rows wait in the outbox.
 */
export function startRelay({ takeBatch, onError }: RelayOptions): Relay {
  // Changed from outside while a loop waits, which the compiler does not see.
  let stopped = false as boolean;
  let woken = true;
  let interrupt: () => void = () => undefined;

  const rest = (milliseconds: number, unlessWoken: boolean): Promise<void> =>
    new Promise((resolve) => {
      if (stopped || (unlessWoken && woken)) return resolve();
      const timer = setTimeout(resolve, milliseconds);
      interrupt = () => {
        // A pause after an error is served in full, however many rows come.
        if (!unlessWoken && !stopped) return;
        clearTimeout(timer);
        resolve();
      };
    });

  const run = async (): Promise<void> => {
    let pause = FIRST_PAUSE_MS;
    while (!stopped) {
      woken = false;
      try {
        const { more } = await takeBatch();
        pause = FIRST_PAUSE_MS;
        if (!more) await rest(POLL_MS, true);
      } catch (error) {
        onError(error);
        await rest(pause, false);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
  };

  const running = run();
  return {
    wake: () => {
      woken = true;
      interrupt();
    },
    stop: async () => {
      stopped = true;
      interrupt();
      await running;
    },
  };
}
