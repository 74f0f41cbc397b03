import fc from 'fast-check';

/**
 * The seed of a failure is printed by fast-check; set FC_SEED to run it again and have it made small,
 * which takes minutes; FC_RUNS to run more.
 */
const RUNS = {
  numRuns: Number(process.env['FC_RUNS'] ?? 200),
  ...(process.env['FC_SEED'] === undefined ? { endOnFailure: true } : { seed: Number(process.env['FC_SEED']) }),
};
/** Checks that something holds for whatever is generated. */
export function check<T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void): void {
  fc.assert(fc.property(arbitrary, holds), RUNS);
}
