import { recipientsAgain, recipientsOf, type Told } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import { alertEventOf, type Notice } from '../alert/alert-event-of.js';
import type { Escalation } from '../drift/alerts-after.js';
import type { DriftState, KnownAlert, TellablePerson } from '../drift/load-drift-facts.js';
import type { Services } from '../services.js';
import type { Telling } from './write-notices.js';

/** What tellings are made from. */
interface Found {
  services: Services;
  state: DriftState;
  now: Date;
}

/**
 * What people and Slack channels are told of an alert that opened, grew or came back: those who are told at once, of an
 * alert that was told before also everyone it has reached, and every channel.
 *
 * @param before the alert as it was, where it is told again
 */
export function tellingsOfNotice(
  found: Found,
  notice: Notice,
  before: KnownAlert | null,
  channels: readonly SlackChannel[],
): Telling[] {
  const { people } = found.state;
  const told = before ? recipientsAgain(notice.signal, before.reached, people) : [recipientsOf(notice.signal, people)];
  return [
    ...told.flatMap((group) => tellingsOfPeople(found, notice, group)),
    ...channels.map(({ id, url }) => ({
      ...about(found, notice),
      recipient: { kind: 'ENDPOINT' as const, id, name: url, address: url },
      payload: alertEventOf(found.services.baseUrl, found.state, notice, found.now),
    })),
  ];
}

/** What people are told of an escalation. A channel was told when the alert was raised. */
export function tellingsOfEscalation(found: Found, { alert, told }: Escalation): Telling[] {
  const signal = { ...alert, figures: [...alert.figures] };
  return tellingsOfPeople(found, { alertId: alert.id, signal, previousAlertId: alert.previousAlertId }, told);
}

/** What some people are told of an alert, and why they are. */
export function tellingsOfPeople(found: Found, notice: Notice, { people, because }: Told<TellablePerson>): Telling[] {
  const { services, state, now } = found;
  return people.map(({ id, name, email, role }) => ({
    ...about(found, notice),
    recipient: { kind: role === 'SPONSOR' ? ('CONTACT' as const) : ('MEMBER' as const), id, name, address: email },
    payload: alertEventOf(services.baseUrl, state, notice, now, { role, because }),
  }));
}

function about({ state }: Found, { alertId, signal }: Notice) {
  return {
    severity: signal.severity,
    clientId: state.clientId,
    engagementId: state.facts.id,
    driftAlertId: alertId,
  };
}

/** A Slack channel of the workspace that is told of drift. */
export interface SlackChannel {
  id: string;
  url: string;
}

export function slackChannels(tx: Tx): Promise<SlackChannel[]> {
  return tx.query<SlackChannel>(
    `select id, url from webhook_endpoint
     where workspace_id = $1 and kind = 'SLACK' and removed_at is null and disabled_at is null
       and 'DRIFT_ALERT_RAISED' = any (events)`,
    [tx.scope.workspaceId],
  );
}
