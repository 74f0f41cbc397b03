import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestApi } from '../support/api-server.js';
import { complaintOf } from './judge.js';
import { requestOf, type Sent } from './requests.js';
import { Sender, type Came } from './send.js';
import { makeWorld } from './world.js';

export interface FuzzOptions {
  inputs: number;
  /** The same seed draws the same inputs. */
  seed: number;
  /** Ends before all inputs are sent, in milliseconds. */
  within?: number;
  say?: (line: string) => void;
}

export interface Finding {
  complaint: string;
  sent: Sent;
  came: Came;
}

export interface FuzzResult {
  inputs: number;
  seconds: number;
  /** How often each status came. 0: closed without an answer. */
  statuses: ReadonlyMap<number, number>;
  /** How often each code of an error came. */
  codes: ReadonlyMap<string, number>;
  /** One for each kind of complaint and address. */
  findings: readonly Finding[];
  /** Resident memory of the API's process, in MiB: before, at its highest, and after. */
  memory: { before: number; peak: number; after: number };
  slowest: { ms: number; sent: Sent };
}

const BATCH = 200;
const AT_ONCE = 8;
const SAY_EVERY = 5_000;
const SETTLE_MS = 1_000;

/** Sends inputs that follow from the seed, as every kind of caller, and looks at each answer. */
export async function fuzz(api: TestApi, options: FuzzOptions): Promise<FuzzResult> {
  const { seed, say = () => undefined } = options;
  const world = await makeWorld(api);
  const sender = new Sender(new URL(api.url), world.headersOf);
  const request = fc.gen().map((draw) => requestOf(draw, world));
  const statuses = new Map<number, number>();
  const codes = new Map<string, number>();
  const findings = new Map<string, Finding>();
  const memory = { before: residentMiB(api), peak: 0, after: 0 };
  let slowest: FuzzResult['slowest'] = { ms: 0, sent: { as: '', method: '', path: '', headers: {}, body: '' } };
  const began = performance.now();
  let done = 0;

  const one = async (sent: Sent): Promise<void> => {
    const came = await sender.send(sent);
    count(statuses, came.status);
    for (const [, code = ''] of came.body.matchAll(/"code":"([A-Z_]+)"/g)) count(codes, code);
    if (came.ms > slowest.ms) slowest = { ms: came.ms, sent };
    const complaint = complaintOf(came);
    if (complaint === null) return;
    const kind = `${complaint} ${came.body.slice(0, 60)} ${sent.path.slice(0, 12)} ${operationIn(sent)}`;
    if (!findings.has(kind)) findings.set(kind, { complaint, sent, came });
  };

  for (let batch = 0; done < options.inputs; batch++) {
    if (options.within !== undefined && performance.now() - began > options.within) break;
    const inputs = fc.sample(request, { seed: seed + batch, numRuns: Math.min(BATCH, options.inputs - done) });
    const waiting = [...inputs];
    const lane = async (): Promise<void> => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await one(next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    done += inputs.length;
    memory.peak = Math.max(memory.peak, residentMiB(api));
    if (done % SAY_EVERY === 0)
      say(`${done} inputs, ${findings.size} findings, ${Math.round(residentMiB(api))} MiB resident`);
  }
  sender.close();
  const seconds = (performance.now() - began) / 1_000;
  await pause(SETTLE_MS);
  memory.after = residentMiB(api);
  return { inputs: done, seconds, statuses, codes, findings: [...findings.values()], memory, slowest };
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The first field of the operation, to tell findings apart. */
function operationIn({ body }: Sent): string {
  return /a0: (\w+)/.exec(Buffer.from(body, 'base64').toString())?.[1] ?? '';
}

/** @throws Error where the process is gone */
function residentMiB({ process: { pid, exitCode, signalCode } }: TestApi): number {
  if (exitCode !== null || signalCode !== null) throw new Error(`The API's process ended: ${exitCode ?? signalCode}.`);
  const [, kib] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8')) ?? [];
  return Number(kib) / 1_024;
}
