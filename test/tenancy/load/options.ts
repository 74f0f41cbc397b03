import { parseArgs } from 'node:util';

/**
 * What is broken on purpose: settings that outlive their transaction, a transaction that two requests share, a connection
 * that is not given back where its transaction failed.
 */
export const FAULTS = ['session-settings', 'shared-transaction', 'leaked-connection'] as const;
export type Fault = (typeof FAULTS)[number];

export interface LoadOptions {
  /** Of which three in four go through the door of this process, and one through the API over HTTP. */
  requests: number;
  tenants: number;
  /** Connections of the door, and of the API. */
  pool: number;
  /** The same seed asks for the same things, in the order in which they begin. */
  seed: number;
  fault: Fault | undefined;
}

/** Reads the command line. @throws Error in one sentence */
export function readOptions(args: readonly string[]): LoadOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      requests: { type: 'string', default: '200000' },
      tenants: { type: 'string', default: '64' },
      pool: { type: 'string', default: '4' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      fault: { type: 'string' },
    },
  });
  const { fault } = values;
  const known = FAULTS.find((name) => name === fault);
  if (fault !== undefined && known === undefined) throw new Error(`--fault is one of ${FAULTS.join(', ')}.`);
  return {
    requests: whole('requests', values.requests),
    tenants: whole('tenants', values.tenants),
    pool: whole('pool', values.pool),
    seed: whole('seed', values.seed),
    fault: known,
  };
}

function whole(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} is a whole number.`);
  return Number(text);
}
