/** How a request ended. `unknown` is a write of which nobody heard whether it was kept. */
export type Outcome = 'answered' | 'refused' | 'failed as meant' | 'cancelled' | 'timed out' | 'aborted' | 'unknown';

/** What the run found: how requests ended, what was wrong, and which rows have to be there at the end. */
export class Ledger {
  readonly outcomes = new Map<string, number>();
  /** What no request may ever find; the first of a kind, and how often. */
  readonly faults = new Map<string, { count: number; first: string }>();
  /** Names of rows whose writing was answered, and of those that were rolled back. */
  readonly kept = new Set<string>();
  readonly undone = new Set<string>();

  count(outcome: Outcome): void {
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
  }

  fault(kind: string, detail: string): void {
    const known = this.faults.get(kind);
    if (known) known.count += 1;
    else this.faults.set(kind, { count: 1, first: detail });
  }

  get complaints(): string[] {
    return [...this.faults].map(([kind, { count, first }]) => `${kind} ${count} times, first: ${first}`);
  }
}
