import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  to: string[];
  /** Header names in small letters; folded lines joined. */
  headers: Record<string, string>;
  raw: string;
  /** Milliseconds since 1970. */
  at: number;
}

export interface MailSink {
  /** For SMTP_URL. */
  url: string;
  received: ReceivedMail[];
  /** How long the server thinks about a message before it accepts it, in milliseconds. */
  slowness: number;
  /** Refuses an address from now on. */
  refuse(address: string, code: number): void;
  /** Takes it again. */
  accept(address: string): void;
  stop(): Promise<void>;
}

/** A real SMTP server that keeps what it accepts. */
export async function mailSink(): Promise<MailSink> {
  const received: ReceivedMail[] = [];
  const refusals = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      const code = refusals.get(address);
      done(code === undefined ? null : Object.assign(new Error('refused'), { responseCode: code }));
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        received.push({
          to: envelope.rcptTo.map(({ address }) => address),
          headers: headersOf(raw),
          raw,
          at: Date.now(),
        });
        setTimeout(done, sink.slowness).unref();
      });
    },
  });
  // A killed worker leaves its connections without a word.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const sink: MailSink = {
    url: `smtp://127.0.0.1:${port}`,
    received,
    slowness: 0,
    refuse: (address, code) => void refusals.set(address, code),
    accept: (address) => void refusals.delete(address),
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  };
  return sink;
}

function headersOf(raw: string): Record<string, string> {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  return Object.fromEntries(
    head
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
}
