import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { endOfAttempt, type EndReason } from '../end-of-attempt.js';
import { CHECKED, checkedHttpAgent, checkedHttpsAgent } from './agents.js';
import { allowList, bareHost, isGloballyRoutable, type AllowList } from './address.js';
import { notPublic, pinnedTo, resolveHost, type Address } from './resolve.js';

export interface EgressRequest {
  method: 'GET' | 'POST' | 'PUT';
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** Ends the request early; the result is ABORTED. */
  signal?: AbortSignal;
}

export type EgressRefusal = 'REFUSED_URL' | 'REFUSED_ADDRESS' | 'UNRESOLVED' | 'TIMEOUT' | 'ABORTED' | 'CONNECTION';

export type EgressResult =
  | { ok: true; status: number; headers: IncomingMessage['headers']; body: string; truncated: boolean }
  /** `message` is one sentence for whoever configured the address. */
  | { ok: false; code: EgressRefusal; message: string };

export interface EgressOptions {
  /** Hosts, addresses and ranges that may be reached although private, and without TLS. */
  allow?: readonly string[];
  /** For the whole exchange, resolving included. */
  timeoutMs?: number;
  maxResponseBytes?: number;
}

type Refused = Extract<EgressResult, { ok: false }>;

const TIMEOUT_MS = 10_000;
const MAX_RESPONSE_BYTES = 64 * 1024;

/**
 * The one client for requests to addresses that other people chose. A name is resolved once, every address it has
 * is checked, and the connection goes to those addresses: a second answer from the name's owner is never asked
 * for. Redirects are not followed, and time and size are limited. Refusals and failures are results.
 */
export class EgressClient {
  private readonly allow: AllowList;
  private readonly timeoutMs: number;
  private readonly maxResponseBytes: number;
  private readonly agents = { 'http:': checkedHttpAgent(), 'https:': checkedHttpsAgent() };

  constructor({ allow = [], timeoutMs = TIMEOUT_MS, maxResponseBytes = MAX_RESPONSE_BYTES }: EgressOptions = {}) {
    this.allow = allowList(allow);
    this.timeoutMs = timeoutMs;
    this.maxResponseBytes = maxResponseBytes;
  }

  /**
   * What can be said against an address without resolving it: for the moment at which somebody enters it.
   *
   * @returns one sentence, or undefined
   */
  refusalOf(url: string): string | undefined {
    const read = this.readUrl(url);
    return read.ok ? undefined : read.message;
  }

  async send(request: EgressRequest): Promise<EgressResult> {
    const read = this.readUrl(request.url);
    if (!read.ok) return read;
    const end = endOfAttempt(request.signal, this.timeoutMs);
    const ended = end.reached.then((reason) => this.refusalOfEnd(reason));
    try {
      const resolved = await Promise.race([this.resolve(read.url), ended]);
      if (!Array.isArray(resolved)) return resolved;
      const result = await Promise.race([this.exchange(read.url, resolved, request, end.signal), ended]);
      // The end also breaks the connection, which may be heard of first.
      const reason = result.ok ? undefined : end.reason();
      return reason ? this.refusalOfEnd(reason) : result;
    } finally {
      end.forget();
    }
  }

  private refusalOfEnd(code: EndReason): Refused {
    return code === 'TIMEOUT'
      ? { ok: false, code, message: `No complete answer within ${this.timeoutMs / 1_000} seconds.` }
      : { ok: false, code, message: 'Bicorne stopped before the answer came.' };
  }

  /** Ends the connections that are kept open for another request. */
  close(): void {
    for (const agent of Object.values(this.agents)) agent.destroy();
  }

  private readUrl(text: string): { ok: true; url: URL } | Refused {
    const refused = (message: string): Refused => ({ ok: false, code: 'REFUSED_URL', message });
    if (!URL.canParse(text)) return refused('This is not a URL.');
    // Reading it also undoes disguises of an address, such as 0x7f.1 and 2130706433.
    const url = new URL(text);
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return refused('The URL must begin with https://.');
    if (url.username !== '' || url.password !== '') return refused('The URL must not carry a user name or password.');
    const host = bareHost(url.hostname);
    const allowed = this.allow.host(host) || this.allow.address(host);
    if (isIP(host) !== 0 && !allowed && !isGloballyRoutable(host))
      return { ok: false, code: 'REFUSED_ADDRESS', message: notPublic(host) };
    // A name may still lead to an address on the list, which only resolving tells.
    const mayLeadInside = isIP(host) === 0 && this.allow.hasAddresses;
    if (url.protocol === 'http:' && !allowed && !mayLeadInside) return refused('The URL must begin with https://.');
    return { ok: true, url };
  }

  private async resolve(url: URL): Promise<Address[] | Refused> {
    const resolved = await resolveHost(url.hostname, this.allow);
    if (!resolved.ok) return resolved;
    if (url.protocol === 'http:' && !resolved.inside)
      return { ok: false, code: 'REFUSED_URL', message: 'The URL must begin with https://.' };
    return resolved.addresses;
  }

  private exchange(url: URL, addresses: Address[], request: EgressRequest, signal: AbortSignal): Promise<EgressResult> {
    const { method, headers, body } = request;
    const failed = (error: unknown): EgressResult => ({ ok: false, code: 'CONNECTION', message: reasonOf(error) });
    return new Promise((resolve) => {
      const secure = url.protocol === 'https:';
      const send = secure ? httpsRequest : httpRequest;
      const options: RequestOptions & { [CHECKED]: string } = {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
        lookup: pinnedTo(addresses),
        agent: this.agents[secure ? 'https:' : 'http:'],
        [CHECKED]: addresses.map(({ address }) => address).join(' '),
        signal,
      };
      const outgoing = send(url, options, (response) => {
        this.readResponse(response).then(resolve, (error: unknown) => resolve(failed(error)));
      });
      outgoing.on('error', (error) => resolve(failed(error)));
      outgoing.end(body);
    });
  }

  private async readResponse(response: IncomingMessage): Promise<EgressResult> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      // Leaving the loop destroys the connection.
      if (size >= this.maxResponseBytes) break;
    }
    return {
      ok: true,
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: Buffer.concat(chunks).subarray(0, this.maxResponseBytes).toString('utf8'),
      truncated: size > this.maxResponseBytes,
    };
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return `The connection failed: ${code ?? message}.`;
}
