import { randomUUID } from 'node:crypto';
import { recipientsOf, type AlertChanges, type Signal } from '@bicorne/domain';
import { DeliveryEntity, DriftAlertEntity, type Tx } from '@bicorne/persistence';
import type { QueryDeepPartialEntity } from 'typeorm';
import type { Services } from '../services.js';
import type { DriftState } from './load-drift-facts.js';

/** An alert that people are to be told of now. */
interface Notice {
  alertId: string;
  signal: Signal;
}

type NewDelivery = QueryDeepPartialEntity<DeliveryEntity> & { id: string };

/** Writes what a look at an engagement changed, with a delivery for every recipient that is to be told. */
export async function saveAlertChanges(
  tx: Tx,
  services: Services,
  state: DriftState,
  changes: AlertChanges,
  now: Date,
): Promise<void> {
  const { workspaceId } = tx.scope;
  const opened = changes.toOpen.map((opening) => ({ ...opening, alertId: randomUUID() }));
  if (opened.length > 0)
    await tx.manager.insert(
      DriftAlertEntity,
      opened.map(({ alertId, signal, previousAlertId }) => ({
        workspaceId,
        id: alertId,
        engagementId: state.facts.id,
        clientId: state.clientId,
        subjectKind: signal.subject.kind,
        subjectId: signal.subject.id,
        deliverableId: signal.subject.kind === 'DELIVERABLE' ? signal.subject.id : null,
        state: 'OPEN' as const,
        ...told(signal),
        rule: signal.rule,
        openedAt: now,
        updatedAt: now,
        previousAlertId,
      })),
    );
  for (const { alert, signal, state: alertState } of [...changes.toUpdate, ...changes.toRaise, ...changes.toReopen])
    await tx.manager.update(
      DriftAlertEntity,
      { workspaceId, id: alert.id },
      {
        ...told(signal),
        state: alertState,
        updatedAt: now,
        snoozedUntil: alertState === 'SNOOZED' ? alert.snoozedUntil : null,
      },
    );
  if (changes.toResolve.length > 0)
    await tx.query(
      `update drift_alert set state = 'RESOLVED', resolved_at = $2, updated_at = $2, snoozed_until = null
       where id = any($1::uuid[])`,
      [changes.toResolve.map((alert) => alert.id), now],
    );

  const notices: Notice[] = [
    ...opened,
    ...[...changes.toRaise, ...changes.toReopen].map(({ alert, signal }) => ({ alertId: alert.id, signal })),
  ];
  const deliveries = notices.flatMap((notice) => deliveriesOf(workspaceId, services, state, notice, now));
  if (deliveries.length > 0) await tx.manager.insert(DeliveryEntity, deliveries);
  await tx.enqueueAll(
    'delivery.send',
    deliveries.map(({ id }) => ({ workspaceId, deliveryId: id })),
  );
  await tx.query("select pg_notify('bicorne_alert', told) from unnest($1::text[]) as told", [
    notices.map(({ alertId }) => `${workspaceId}:${alertId}`),
  ]);
}

function told(signal: Signal): Pick<Signal, 'hat' | 'severity' | 'statement' | 'clearsWhen' | 'figures'> {
  const { hat, severity, statement, clearsWhen, figures } = signal;
  return { hat, severity, statement, clearsWhen, figures };
}

/** One delivery a recipient: the wearer's mailbox, and every endpoint that asked for it. The queue gets ids only. */
function deliveriesOf(
  workspaceId: string,
  services: Services,
  state: DriftState,
  { alertId, signal }: Notice,
  now: Date,
): NewDelivery[] {
  const payload = services.alertEvent(state, alertId, signal, now);
  const mailboxes = services.emailEnabled
    ? recipientsOf(signal, state.people).flatMap(
        (memberId) => state.people.find((who) => who.memberId === memberId) ?? [],
      )
    : [];
  return [
    ...mailboxes.map(({ email }) => ({ channel: 'EMAIL' as const, recipient: email, webhookEndpointId: null })),
    ...state.endpoints.map(({ id, url }) => ({ channel: 'WEBHOOK' as const, recipient: url, webhookEndpointId: id })),
  ].map((recipient) => ({
    ...recipient,
    workspaceId,
    id: randomUUID(),
    driftAlertId: alertId,
    clientId: state.clientId,
    event: payload.type,
    payload,
    state: 'PENDING' as const,
    nextAttemptAt: now,
    createdAt: now,
  }));
}
