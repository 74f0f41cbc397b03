import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an incoming webhook of Slack is sent, as far as tests look at it. */
export interface SlackReceived {
  text: string;
  blocks: { type: string; text: { type: string; text: string } }[];
}

export interface SlackSink {
  url: string;
  received: SlackReceived[];
  /** How the next requests are answered; Slack says 200 and `ok`. */
  answer: { status: number; body: string; headers?: Record<string, string> };
  stop(): Promise<void>;
}

/** A real HTTP server in the place of Slack's incoming webhooks. */
export async function slackSink(): Promise<SlackSink> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      sink.received.push(JSON.parse(Buffer.concat(chunks).toString('utf8')) as SlackReceived);
      const { status, body, headers = {} } = sink.answer;
      response.writeHead(status, headers).end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sink: SlackSink = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/services/T0/B0/x`,
    received: [],
    answer: { status: 200, body: 'ok' },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return sink;
}
