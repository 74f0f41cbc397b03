import { useEffect, useSyncExternalStore } from 'react';
import type { CombinedError } from 'urql';

/** Answers while the server runs, without a session. */
const PROBE = '/healthz';
const FIRST_PAUSE_MS = 1_000;
const LAST_PAUSE_MS = 15_000;

let lost = false;
let tries = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
const watchers = new Set<() => void>();
const whenBack = new Set<() => void>();

/**
 * Learns from an answer of the API whether the server can be reached. While it cannot, it is asked again and again, ever
 * more slowly, until it answers.
 */
export function noteAnswer(error: CombinedError | undefined): void {
  if (error && isUnreachable(error)) lose();
  else regain();
}

/** Whether nothing came back, or only a proxy's word that nobody is behind it. */
function isUnreachable({ networkError, response }: CombinedError): boolean {
  const status = (response as Response | undefined)?.status;
  return networkError !== undefined && (status === undefined || (status >= 502 && status <= 504));
}

/** Whether the connection to the server is lost right now. */
export function useConnectionLost(): boolean {
  return useSyncExternalStore(watch, () => lost);
}

/** Calls `read` each time that the connection has come back. */
export function useConnectionBack(read: () => void): void {
  useEffect(() => {
    whenBack.add(read);
    return () => void whenBack.delete(read);
  }, [read]);
}

/** Asks now whether the server can be reached again, and not only after the pause. */
export async function probe(): Promise<void> {
  clearTimeout(timer);
  try {
    const { ok } = await fetch(PROBE, { cache: 'no-store' });
    if (ok) return regain();
  } catch {
    // Still out of reach.
  }
  if (lost) timer = setTimeout(() => void probe(), Math.min(FIRST_PAUSE_MS * 2 ** tries++, LAST_PAUSE_MS));
}

function lose(): void {
  if (lost) return;
  lost = true;
  tries = 0;
  timer = setTimeout(() => void probe(), FIRST_PAUSE_MS);
  tell(watchers);
}

function regain(): void {
  if (!lost) return;
  lost = false;
  clearTimeout(timer);
  tell(watchers);
  tell(whenBack);
}

function tell(listeners: Set<() => void>): void {
  for (const listener of [...listeners]) listener();
}

function watch(watcher: () => void): () => void {
  const online = (): void => void (lost && probe());
  window.addEventListener('offline', lose);
  window.addEventListener('online', online);
  watchers.add(watcher);
  return () => {
    window.removeEventListener('offline', lose);
    window.removeEventListener('online', online);
    watchers.delete(watcher);
  };
}
