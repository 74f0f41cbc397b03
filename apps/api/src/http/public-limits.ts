import { isIPv6 } from 'node:net';
import { INTAKE_STEPS_A_MINUTE, PROSPECTS_OF_AN_ADDRESS_AN_HOUR, SHARED_READS_A_MINUTE } from '../gate/limits.js';
import { RateLimited } from '../graphql/errors.js';

const MINUTE_MS = 60_000;

/** How often one address may do what nobody has to sign in for. */
const LIMITS = {
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

  /** @param exempt whether acts of this address are not counted */
  constructor(
    private readonly exempt: (address: string) => boolean,
    private readonly now: () => number = Date.now,
  ) {}

  /** Counts one act. @throws RateLimited where the address had its share */
  take(act: PublicAct, address: string): void {
    if (this.exempt(address)) return;
    const { most, windowMs } = LIMITS[act];
    const now = this.now();
    const windows = this.windows.get(act) ?? new Map<string, Window>();
    this.windows.set(act, windows);
    const key = networkOf(address);
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

/** An IPv4 address itself; of an IPv6 address the 64 bits that stand for one customer of a network. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const all = [...before, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...after];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
