export type EndReason = 'TIMEOUT' | 'ABORTED';

export interface EndOfAttempt {
  /** Aborts at the end. */
  signal: AbortSignal;
  /** Resolves at the end, with what brought it. */
  reached: Promise<EndReason>;
  /** What brought it; undefined while it has not come. */
  reason(): EndReason | undefined;
  /** Call when the attempt is over. */
  forget(): void;
}

/**
 * When an attempt has to be over: after so many milliseconds, or when `signal` aborts. By hand and not with AbortSignal.any,
 * which keeps something of every attempt for as long as `signal` lives: that of a worker lives as long as the worker.
 */
export function endOfAttempt(signal: AbortSignal | undefined, withinMs: number): EndOfAttempt {
  const ending = new AbortController();
  let reason: EndReason | undefined;
  let reach: (reason: EndReason) => void = () => undefined;
  const reached = new Promise<EndReason>((resolve) => (reach = resolve));
  const end = (because: EndReason): void => {
    reason ??= because;
    reach(reason);
    ending.abort();
  };
  const abort = (): void => end('ABORTED');
  const timer = setTimeout(() => end('TIMEOUT'), withinMs);
  if (signal?.aborted) abort();
  else signal?.addEventListener('abort', abort);
  return {
    signal: ending.signal,
    reached,
    reason: () => reason,
    forget: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    },
  };
}
