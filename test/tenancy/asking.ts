import type { GraphQLFormattedError } from 'graphql';
import { Agent, request as send } from 'node:http';
import type { Operation } from './documents.js';
import type { Asker } from './askers.js';
import type { World } from './world.js';

export interface Told {
  status: number;
  data: Record<string, unknown> | null | undefined;
  errors: GraphQLFormattedError[];
  /** The answer as it came. */
  text: string;
  /** From the request to the end of the answer. */
  ms: number;
}

/** Posts one operation as somebody. @throws Error for an answer that no caller may cause */
export async function ask({ api }: Pick<World, 'api'>, { what, headers }: Asker, operation: Operation): Promise<Told> {
  const began = performance.now();
  const { status, text } = await post(`${api.url}/graphql`, headers, JSON.stringify(operation));
  const ms = performance.now() - began;
  const body = JSON.parse(text) as Pick<Told, 'data'> & { errors?: GraphQLFormattedError[] };
  const told = { status, data: body.data, errors: body.errors ?? [], text, ms };
  if (told.status >= 500 || codesOf(told).includes('INTERNAL'))
    throw new Error(`${what} was answered ${text}\nto ${JSON.stringify(operation)}\n${api.log().slice(-3_000)}`);
  return told;
}

/** Thousands of requests over a few connections, which fetch takes twice as long for. */
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

function post(url: string, headers: Record<string, string>, body: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = send(url, { method: 'POST', agent, headers: { 'content-type': 'application/json', ...headers } });
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

export function codesOf({ errors }: Pick<Told, 'errors'>): unknown[] {
  return errors.map(({ extensions }) => extensions?.['code']);
}

/** What an answer tells: everything in it but what the request itself costs. */
export function tellingOf({ status, data, errors }: Told): string {
  return JSON.stringify({ status, data, errors });
}

/** Whether the gate turned it away, before anything was looked up. */
export function isTurnedAway({ data, errors }: Told): boolean {
  return data === undefined && errors.length > 0;
}

/** Does work for each item, a few at a time. @returns the results in the order of the items */
export async function eachOf<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const entries = [...items.entries()];
  const lane = async (): Promise<void> => {
    for (let next = entries.shift(); next; next = entries.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return results;
}

/** Finds what an answer holds of somebody else's rows. */
export class LeakFinder {
  private readonly ids = new Set<string>();

  /** @param words canaries and long words, none of which may stand in an answer */
  constructor(
    private readonly words: readonly string[],
    ids: Iterable<string>,
  ) {
    for (const id of ids) this.ids.add(id);
  }

  /** @param sent what the request itself had, which an answer may give back */
  in(text: string, sent: string): string[] {
    const found = this.words.filter((word) => text.includes(word) && !sent.includes(word));
    for (const [token] of text.matchAll(/[A-Za-z0-9_-]{20,}/g)) {
      const id = this.ids.has(token) ? token : idIn(token);
      if (id !== null && this.ids.has(id) && !sent.includes(token)) found.push(id);
    }
    return found;
  }
}

/** The row's id inside a published one. */
function idIn(token: string): string | null {
  return /^\w+:([0-9a-f-]{36})$/.exec(Buffer.from(token, 'base64url').toString())?.[1] ?? null;
}
