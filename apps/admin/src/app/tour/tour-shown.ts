import { useSyncExternalStore } from 'react';

/** Who has seen the tour on this device need not see it again; it is a help, and no fact of the workspace. */
const SEEN = 'bicorne tour seen';

const watchers = new Set<() => void>();

/** Whether the tour of the demo workspace is shown. */
export function useTourShown(): boolean {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => localStorage.getItem(SEEN) === null,
  );
}

/** Shows it, again too. */
export function showTour(): void {
  localStorage.removeItem(SEEN);
  tell();
}

/** Takes it away until it is asked for. */
export function endTour(): void {
  localStorage.setItem(SEEN, '');
  tell();
}

function tell(): void {
  for (const watcher of watchers) watcher();
}
