import type { SignInLimit } from '@bicorne/domain';
import { createHmac } from 'node:crypto';
import type pg from 'pg';

/** What is counted, and how often it may be. */
export interface Counted {
  /** Names who or what: an address, an account. Kept as a number that a keyed hash gives, never as it is. */
  key: string;
  limit: SignInLimit;
}

/** So many slots there are: the table never has more rows. Two keys that share one also share their count. */
const SLOT_BITS = 20;

/**
 * Counts tries in the database, so that all processes of the API share the counts. One statement counts under any number
 * of keys. A window begins with its first try and ends by the database's clock.
 */
export class Throttle {
  constructor(
    private readonly pool: pg.Pool,
    private readonly secret: string,
  ) {}

  /**
   * Counts one operation under each of the keys.
   *
   * @returns for how many seconds to wait; null where it may be done
   */
  async take(counted: readonly Counted[]): Promise<number | null> {
    if (counted.length === 0) return null;
    const bySlot = new Map(counted.map(({ key, limit }) => [this.slotOf(key), limit]));
    const slots = [...bySlot.keys()].sort((a, b) => a - b);
    const { rows } = await this.pool.query<{ slot: number; taken: number; wait: number }>(
      `insert into auth.throttle as t (slot, taken, ends_at)
       select slot, 1, now() + seconds * interval '1 second'
       from unnest($1::bigint[], $2::integer[]) as given (slot, seconds) order by slot
       on conflict (slot) do update set
         taken = case when t.ends_at <= now() then 1 else least(t.taken, 1000000) + 1 end,
         ends_at = case when t.ends_at <= now() then excluded.ends_at else t.ends_at end
       returning slot::integer, taken::integer, ceil(extract(epoch from ends_at - now()))::integer as wait`,
      [slots, slots.map((slot) => bySlot.get(slot)?.windowSeconds ?? 0)],
    );
    const waits = rows.flatMap(({ slot, taken, wait }) => (taken > (bySlot.get(slot)?.most ?? 0) ? [wait] : []));
    return waits.length === 0 ? null : Math.max(1, ...waits);
  }

  /** Takes one operation back that turned out to be no guess. */
  async giveBack(counted: readonly Counted[]): Promise<void> {
    if (counted.length === 0) return;
    await this.pool.query(
      `with held as (select slot from auth.throttle where slot = any ($1::bigint[]) order by slot for update)
       update auth.throttle t set taken = greatest(t.taken - 1, 0) from held where t.slot = held.slot`,
      [counted.map(({ key }) => this.slotOf(key))],
    );
  }

  /** By a keyed hash: nobody can look for a key that shares somebody else's slot. */
  private slotOf(key: string): number {
    return createHmac('sha256', this.secret).update(`throttle:${key}`).digest().readUInt32BE(0) >>> (32 - SLOT_BITS);
  }
}
