import { ApiError } from '../graphql/errors.js';

/** What an answer tells of its cost, in `extensions.cost`. */
export interface CostNote {
  /** What the operation might have cost, in fields: it was taken before it ran. */
  requested: number;
  /** What it cost: what it did not use was given back. */
  spent: number;
  /** What the caller may spend now. */
  left: number;
  /** What is left to who asked for nothing in the last minute. */
  maximum: number;
  /** What comes back in each second. */
  restoresPerSecond: number;
}

interface Bucket {
  /** What was spent and has not come back, at the moment `at`. */
  spent: number;
  at: number;
}

/** Most callers that are remembered; past it those are forgotten who asked longest ago. */
const MAX_CALLERS = 20_000;
const MINUTE_MS = 60_000;

/**
 * What callers may spend over time: a bucket for each, which leaks. In the memory of this process; see ADR 31.
 * A caller is a key, or null for who is not counted.
 */
export class CostBudgets {
  private readonly buckets = new Map<string, Bucket>();

  /** @param perMinute what comes back in a minute, and what may be spent at once */
  constructor(
    private readonly perMinute: number,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Takes what an operation may cost.
   *
   * @throws ApiError RATE_LIMITED where less than that is left; nothing is taken then
   */
  take(caller: string | null, requested: number): void {
    const left = this.left(caller);
    if (requested > left) throw this.exhausted(caller, requested, left);
    this.charge(caller, requested);
  }

  /** @throws ApiError RATE_LIMITED where nothing is left, so that not even the text is read */
  check(caller: string | null): void {
    const left = this.left(caller);
    if (left < 1) throw this.exhausted(caller, 1, left);
  }

  /** Takes what was spent whether or not it is left, or gives back what was not: a negative cost. */
  charge(caller: string | null, cost: number): void {
    if (caller === null) return;
    const spent = Math.min(Math.max(0, this.spentBy(caller) + cost), this.perMinute);
    // Anew at the end of the map, so that it stays in the order in which callers asked.
    this.buckets.delete(caller);
    if (spent > 0) this.buckets.set(caller, { spent, at: this.now() });
    this.forget();
  }

  note(caller: string | null, requested: number, spent: number): CostNote {
    return { requested, spent, ...this.standing(this.left(caller)) };
  }

  private left(caller: string | null): number {
    return this.perMinute - (caller === null ? 0 : this.spentBy(caller));
  }

  private standing(left: number): Pick<CostNote, 'left' | 'maximum' | 'restoresPerSecond'> {
    return { left: Math.floor(left), maximum: this.perMinute, restoresPerSecond: Math.floor(this.perMinute / 60) };
  }

  private spentBy(caller: string): number {
    const bucket = this.buckets.get(caller);
    if (!bucket) return 0;
    return Math.max(0, bucket.spent - ((this.now() - bucket.at) * this.perMinute) / MINUTE_MS);
  }

  private exhausted(caller: string | null, requested: number, left: number): ApiError {
    const retryAfter = Math.max(1, Math.ceil(((requested - left) * 60) / this.perMinute));
    return new ApiError(
      'RATE_LIMITED',
      `This may cost ${requested} and ${Math.floor(left)} is left; try again in ${retryAfter} seconds, or ask for less.`,
      { retryAfter, cost: { requested, ...this.standing(this.left(caller)) } },
    );
  }

  private forget(): void {
    const full = this.now() - MINUTE_MS;
    for (const [caller, { at }] of this.buckets) {
      if (at > full && this.buckets.size <= MAX_CALLERS) return;
      this.buckets.delete(caller);
    }
  }
}
