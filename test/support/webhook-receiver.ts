import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface ReceivedWebhook {
  id: string;
  payload: unknown;
}

export interface WebhookReceiver {
  url: string;
  /** What came with a good signature. */
  received: ReceivedWebhook[];
  /** Requests whose signature was not good. */
  unsigned: number;
  /** How to answer; 204 where it is left out. */
  answer: (response: ServerResponse, id: string) => void;
  /** Takes the secret with which signatures are checked from now on. */
  trust(secret: string): void;
  stop(): Promise<void>;
}

/**
 * A real receiver that checks every signature with the standardwebhooks package.
 *
 * @param secret left out where the endpoint, and with it the secret, is made after the receiver
 */
export async function webhookReceiver(secret?: string): Promise<WebhookReceiver> {
  let verifier = secret === undefined ? undefined : new Webhook(secret);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const id = String(request.headers['webhook-id']);
      try {
        if (verifier === undefined) throw new Error('No secret is known yet.');
        const payload = verifier.verify(Buffer.concat(chunks), request.headers as Record<string, string>);
        receiver.received.push({ id, payload });
      } catch {
        receiver.unsigned += 1;
        response.writeHead(401).end();
        return;
      }
      receiver.answer(response, id);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received: [],
    unsigned: 0,
    answer: (response) => void response.writeHead(204).end(),
    trust: (given) => {
      verifier = new Webhook(given);
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return receiver;
}
