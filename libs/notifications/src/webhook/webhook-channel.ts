import { Webhook } from 'standardwebhooks';
import type { Channel } from '../channel.js';
import type { EgressClient } from '../egress/egress-client.js';
import { httpOutcome } from '../http-outcome.js';
import { ServerPlaces } from '../server-places.js';

/**
 * Signed events as Standard Webhooks describes them: `webhook-id` is the delivery's and stays the same, the
 * timestamp and with it the signatures are of the attempt. Each secret that is in force signs, so that a receiver may
 * change from one to the other when it likes. 410 says that nobody listens there any more.
 */
export function webhookChannel(egress: EgressClient): Channel<'WEBHOOK'> {
  const places = new ServerPlaces();
  return {
    takePlace: (recipient, signal) => places.take(recipient, signal),
    send: async ({ id, payload, url, secrets, signal }) => {
      const body = JSON.stringify(payload);
      const sentAt = new Date();
      const result = await egress.send({
        method: 'POST',
        url,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Bicorne',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
          'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, sentAt, body)).join(' '),
        },
        body,
        signal,
      });
      return httpOutcome(result, (status) =>
        status === 410
          ? {
              final: true,
              gone: true,
              detail: 'Answered 410 Gone: nobody listens at this address any more.',
            }
          : {},
      );
    },
    close: async () => undefined,
  };
}
