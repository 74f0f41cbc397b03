import { INTAKE_STEPS_A_MINUTE, PROSPECTS_OF_AN_ADDRESS_AN_HOUR, SHARED_READS_A_MINUTE } from '../gate/limits.js';
import { RateLimited } from '../graphql/errors.js';

const MINUTE_MS = 60_000;

/** How often one address may do what nobody has to sign in for. */
const LIMITS = {
  calendar: { most: SHARED_READS_A_MINUTE, windowMs: MINUTE_MS },
  unsubscribe: { most: SHARED_READS_A_MINUTE, windowMs: MINUTE_MS },
  sharedRead: { most: SHARED_READS_A_MINUTE, windowMs: MINUTE_MS },
  intakeStep: { most: INTAKE_STEPS_A_MINUTE, windowMs: MINUTE_MS },
  prospect: { most: PROSPECTS_OF_AN_ADDRESS_AN_HOUR, windowMs: 60 * MINUTE_MS },
} as const;

export type PublicAct = keyof typeof LIMITS;

/** Most addresses that are remembered of one act; past it the windows that began first are forgotten. */
const MAX_ADDRESSES = 20_000;

interface Window {
  taken: number;
  endsAt: number;
}

/**
 * Counts what addresses do without signing in, each field of an operation by itself, aliases too. In the memory of this
 * process: what holds over all of them is counted in the database.
 */
export class PublicLimits {
  private readonly windows = new Map<PublicAct, Map<string, Window>>();

  constructor(private readonly now: () => number = Date.now) {}

  /**
   * Counts one act.
   *
   * @param key as `countedUnder` gives it; null is not counted
   * @throws RateLimited where the address had its share
   */
  take(act: PublicAct, key: string | null): void {
    if (key === null) return;
    const { most, windowMs } = LIMITS[act];
    const now = this.now();
    const windows = this.windows.get(act) ?? new Map<string, Window>();
    this.windows.set(act, windows);
    let window = windows.get(key);
    if (!window || window.endsAt <= now) {
      // Anew at the end of the map, so that it stays in the order in which windows begin, and end.
      windows.delete(key);
      windows.set(key, (window = { taken: 0, endsAt: now + windowMs }));
      forget(windows, now);
    }
    if (window.taken >= most) throw new RateLimited(new Date(window.endsAt), new Date(now));
    window.taken += 1;
  }
}

function forget(windows: Map<string, Window>, now: number): void {
  for (const [key, { endsAt }] of windows) {
    if (endsAt > now && windows.size <= MAX_ADDRESSES) return;
    windows.delete(key);
  }
}
