import { setTimeout as pause } from 'node:timers/promises';

/** Waits until a condition of another process holds, which sends no event to wait for. Fails with what it was. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = 30_000): Promise<void> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await pause(25)) {
    if (await holds()) return;
  }
  throw new Error(`Not within ${withinMs / 1_000} seconds: ${what}.`);
}
