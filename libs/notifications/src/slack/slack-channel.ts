import type { Channel } from '../channel.js';
import type { EgressClient } from '../egress/egress-client.js';
import { httpOutcome } from '../http-outcome.js';
import { ServerPlaces } from '../server-places.js';
import { slackMessage } from './slack-message.js';

/** What Slack answers where the address will never take a message again, or not this one. */
const FOR_GOOD = new Set([
  'no_service',
  'no_service_id',
  'no_team',
  'no_active_hooks',
  'team_disabled',
  'invalid_token',
  'channel_not_found',
  'channel_is_archived',
  'user_not_found',
  'action_prohibited',
  'posting_to_general_channel_denied',
  'invalid_payload',
  'invalid_blocks',
  'no_text',
]);

/** Of those, the ones that say that nobody listens at the address any more. */
const GONE_STATUS = new Set([404, 410]);

/** Messages to a Slack channel by its incoming webhook. Slack is a recipient like any other: the address was entered by somebody. */
export function slackChannel(egress: EgressClient): Channel<'SLACK'> {
  const places = new ServerPlaces();
  return {
    takePlace: (recipient, signal) => places.take(recipient, signal),
    send: async ({ url, signal, ...message }) => {
      const result = await egress.send({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Bicorne' },
        body: JSON.stringify(slackMessage(message)),
        signal,
      });
      return httpOutcome(result, (status, answer) => {
        if (GONE_STATUS.has(status) || answer === 'no_service') return { final: true, gone: true };
        return status === 403 || FOR_GOOD.has(answer) ? { final: true } : {};
      });
    },
    close: async () => undefined,
  };
}
