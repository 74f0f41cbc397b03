import { parseArgs } from 'node:util';

export const FAULTS = ['send-before-commit', 'lease-without-fencing', 'outbox-outside-transaction'] as const;
export type Fault = (typeof FAULTS)[number];

export interface ChaosOptions {
  backend: 'redis' | 'postgres';
  kills: number;
  alerts: number;
  /** The same seed kills the same processes after the same pauses. */
  seed: number;
  /** Workers that are frozen until their leases are over, and then go on. Each takes most of a minute. */
  freezes: number;
  /** What is broken on purpose. */
  fault: Fault | undefined;
}

/** Reads the command line. @throws Error in one sentence */
export function readOptions(args: readonly string[]): ChaosOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      backend: { type: 'string', default: 'postgres' },
      kills: { type: 'string', default: '20' },
      alerts: { type: 'string' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      freezes: { type: 'string', default: '0' },
      fault: { type: 'string' },
    },
  });
  const { backend, fault } = values;
  if (backend !== 'redis' && backend !== 'postgres') throw new Error('--backend is redis or postgres.');
  if (fault !== undefined && !isFault(fault)) throw new Error(`--fault is one of ${FAULTS.join(', ')}.`);
  const kills = whole('kills', values.kills);
  return {
    backend,
    kills,
    alerts: values.alerts === undefined ? (kills > 100 ? 20_000 : 500) : whole('alerts', values.alerts),
    seed: whole('seed', values.seed),
    freezes: whole('freezes', values.freezes),
    fault,
  };
}

function whole(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`--${name} is a whole number.`);
  return Number(text);
}

function isFault(text: string): text is Fault {
  return (FAULTS as readonly string[]).includes(text);
}

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
