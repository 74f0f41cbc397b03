import { Webhook } from 'standardwebhooks';
import type { Channel, SendOutcome } from '../channel.js';
import type { EgressClient, EgressResult } from '../egress/egress-client.js';

/** Characters of an answer that are kept to look at. */
const KEPT_ANSWER = 200;

/**
 * Signed events as Standard Webhooks describes them: `webhook-id` is the delivery's and stays the same, the
 * timestamp and with it the signature are of the attempt. Success is 2xx. A redirect is a failure, since the
 * address was checked and the next one would not be. 410 says that nobody listens there any more.
 */
export function webhookChannel(egress: EgressClient): Channel<'WEBHOOK'> {
  return {
    // Every address has a server of its own; the queue bounds how many are asked at a time.
    takePlace: async () => () => undefined,
    send: async ({ id, payload, url, endpointSecret, signal }) => {
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
          'webhook-signature': new Webhook(endpointSecret).sign(id, sentAt, body),
        },
        body,
        signal,
      });
      return outcomeOf(result);
    },
    close: async () => undefined,
  };
}

function outcomeOf(result: EgressResult): SendOutcome {
  if (!result.ok) return { sent: false, final: false, detail: result.message };
  const { status } = result;
  if (status >= 200 && status < 300) return { sent: true, detail: `Answered ${status}.` };
  if (status === 410)
    return {
      sent: false,
      final: true,
      detail: 'Answered 410 Gone: nobody listens at this address any more; remove the endpoint.',
    };
  if (status >= 300 && status < 400)
    return {
      sent: false,
      final: false,
      detail: `Answered ${status}: redirects are not followed; enter the new address.`,
    };
  const answer = result.body.replace(/\s+/g, ' ').trim().slice(0, KEPT_ANSWER);
  return { sent: false, final: false, detail: answer === '' ? `Answered ${status}.` : `Answered ${status}: ${answer}` };
}
