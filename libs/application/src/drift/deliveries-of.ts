import { recipientsAgain, recipientsOf, type Told } from '@bicorne/domain';
import type { DeliveryEntity } from '@bicorne/persistence';
import { randomUUID } from 'node:crypto';
import type { QueryDeepPartialEntity } from 'typeorm';
import { alertEventOf, type Notice } from '../alert/alert-event-of.js';
import type { Services } from '../services.js';
import type { Escalation } from './alerts-after.js';
import type { DriftState, KnownAlert, TellablePerson } from './load-drift-facts.js';

export type NewDelivery = QueryDeepPartialEntity<DeliveryEntity> & { id: string };

/** What deliveries are made from. */
interface Sending {
  workspaceId: string;
  services: Services;
  state: DriftState;
  now: Date;
}

/**
 * The deliveries of a notice that goes to everyone concerned: the mailboxes of those who are told at once, of an alert that
 * was told before also of everyone it has reached, and every endpoint that asked for it.
 *
 * @param before the alert as it was, where it is told again
 */
export function deliveriesOfNotice(sending: Sending, notice: Notice, before: KnownAlert | null): NewDelivery[] {
  const { people, endpoints } = sending.state;
  const told = before ? recipientsAgain(notice.signal, before.reached, people) : [recipientsOf(notice.signal, people)];
  const { services, state, now } = sending;
  const payload = alertEventOf(services.baseUrl, state, notice, now);
  return [
    ...told.flatMap((group) => emailsTo(sending, notice, group)),
    ...endpoints.map(({ id, url }) =>
      delivery(sending, notice, { channel: 'WEBHOOK', recipient: url, webhookEndpointId: id, payload }),
    ),
  ];
}

/** The deliveries of an escalation: people alone, for a system was told when the alert was raised. */
export function deliveriesOfEscalation(sending: Sending, { alert, told }: Escalation): NewDelivery[] {
  const signal = { ...alert, figures: [...alert.figures] };
  return emailsTo(sending, { alertId: alert.id, signal, previousAlertId: alert.previousAlertId }, told);
}

function emailsTo(sending: Sending, notice: Notice, { people, because }: Told<TellablePerson>): NewDelivery[] {
  const { services, state, now } = sending;
  if (!services.emailEnabled) return [];
  return people.map(({ email, role }) => {
    const payload = alertEventOf(services.baseUrl, state, notice, now, { role, because });
    return delivery(sending, notice, { channel: 'EMAIL', recipient: email, webhookEndpointId: null, payload });
  });
}

function delivery(
  { workspaceId, state, now }: Sending,
  { alertId }: Notice,
  to: Pick<NewDelivery, 'channel' | 'recipient' | 'webhookEndpointId'> & { payload: ReturnType<typeof alertEventOf> },
): NewDelivery {
  return {
    ...to,
    workspaceId,
    id: randomUUID(),
    driftAlertId: alertId,
    clientId: state.clientId,
    event: to.payload.type,
    state: 'PENDING',
    nextAttemptAt: now,
    createdAt: now,
  };
}
