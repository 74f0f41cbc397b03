import { Agent, request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Sent } from './requests.js';

/** What came back. Status 0: the connection was closed without an answer. */
export interface Came {
  status: number;
  body: string;
  ms: number;
}

const LONGEST_BODY = 200_000;
const PATIENCE_MS = 60_000;

/** Sends requests to one server, over connections that are used again. */
export class Sender {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 32 });

  /** @param headersOf the headers by which a kind of caller is known */
  constructor(
    private readonly url: URL,
    private readonly headersOf: (as: string) => Readonly<Record<string, string>>,
  ) {}

  async send(sent: Sent): Promise<Came> {
    const began = performance.now();
    const { status, body } = sent.raw === undefined ? await this.post(sent) : await this.write(sent.raw);
    return { status, body, ms: performance.now() - began };
  }

  close(): void {
    this.agent.destroy();
  }

  private post({ as, method, path, headers, body }: Sent): Promise<Omit<Came, 'ms'>> {
    const bytes = Buffer.from(body, 'base64');
    return new Promise((resolve) => {
      const sending = request(
        {
          agent: this.agent,
          host: this.url.hostname,
          port: this.url.port,
          method,
          path,
          headers: { ...(bytes.length > 0 && { 'content-length': bytes.length }), ...headers, ...this.headersOf(as) },
          timeout: PATIENCE_MS,
        },
        (response: IncomingMessage) => {
          let text = '';
          response.on('data', (chunk: Buffer) => {
            if (text.length < LONGEST_BODY) text += chunk.toString();
          });
          response.on('close', () => resolve({ status: response.statusCode ?? 0, body: text }));
        },
      );
      sending.on('timeout', () => sending.destroy());
      // A server that refuses a body closes while it is written.
      sending.on('error', () => resolve({ status: 0, body: '' }));
      sending.end(bytes);
    });
  }

  private write(raw: string): Promise<Omit<Came, 'ms'>> {
    return new Promise((resolve) => {
      let text = '';
      const socket = connect(Number(this.url.port), this.url.hostname);
      const done = (): void => {
        socket.destroy();
        resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), body: text });
      };
      socket.on('data', (chunk) => {
        text += chunk.toString('latin1');
        if (text.includes('\r\n\r\n')) done();
      });
      socket.on('error', done);
      socket.on('close', done);
      // What is not whole is waited for by the server as long as by us.
      socket.setTimeout(300, done);
      socket.write(Buffer.from(raw, 'base64'));
    });
  }
}
