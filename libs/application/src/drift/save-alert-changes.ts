import { randomUUID } from 'node:crypto';
import type { AlertChanges, AlertUpdate, Signal } from '@bicorne/domain';
import { AlertEscalationEntity, DriftAlertEntity, type Tx } from '@bicorne/persistence';
import { newsOfRaised, newsOfResolved, type Notice } from '../alert/alert-event-of.js';
import { slackChannels, tellingsOfEscalation, tellingsOfNotice } from '../notice/tellings-of-alerts.js';
import { writeNotices } from '../notice/write-notices.js';
import type { Services } from '../services.js';
import { tellEndpoints } from '../webhook/tell-endpoints.js';
import { wakes, type Escalation } from './alerts-after.js';
import type { DriftState, KnownAlert } from './load-drift-facts.js';

/**
 * Writes what a look at an engagement changed and whom that is told: alerts, escalations, notices for people
 * and events for endpoints. As many statements for a hundred alerts as for one, and none where nothing changed.
 */
export async function saveAlertChanges(
  tx: Tx,
  services: Services,
  state: DriftState,
  changes: AlertChanges<KnownAlert>,
  escalations: readonly Escalation[],
  now: Date,
): Promise<void> {
  const opened = await openAlerts(tx, state, changes, now);
  const raisedAgain = [...changes.toRaise, ...changes.toReopen];
  const again = raisedAgain.map(({ alert, signal }) => ({
    alert,
    notice: { alertId: alert.id, signal, previousAlertId: alert.previousAlertId },
  }));
  await updateAlerts(tx, [...changes.toUpdate, ...raisedAgain], now);
  if (changes.toResolve.length > 0)
    await tx.query(
      `update drift_alert set state = 'RESOLVED', resolved_at = $2, updated_at = $2, snoozed_until = null
       where id = any($1::uuid[])`,
      [changes.toResolve.map((alert) => alert.id), now],
    );
  await noteEscalations(tx, state, escalations, now);

  const found = { services, state, now };
  const channels = opened.length + again.length > 0 ? await slackChannels(tx) : [];
  const tellings = [
    ...opened.flatMap((notice) => tellingsOfNotice(found, notice, null, channels)),
    ...again.flatMap(({ alert, notice }) => tellingsOfNotice(found, notice, alert, channels)),
    ...escalations.flatMap((escalation) => tellingsOfEscalation(found, escalation)),
  ];
  await writeNotices(tx, services, tellings, now);
  const raised = [...opened, ...again.map(({ notice }) => notice)];
  const news = [
    ...raised.map((notice) => newsOfRaised(services.baseUrl, state, notice, now)),
    ...changes.toResolve.map((alert) => newsOfResolved(services.baseUrl, state, alert, now)),
  ];
  await tellEndpoints(tx, state.clientId, news, now);
  await tellStreams(
    tx,
    raised.map(({ alertId }) => alertId),
  );
}

async function openAlerts(
  { scope: { workspaceId }, manager }: Tx,
  { facts, clientId }: DriftState,
  { toOpen }: AlertChanges<KnownAlert>,
  now: Date,
): Promise<Notice[]> {
  const opened = toOpen.map((opening) => ({ ...opening, alertId: randomUUID() }));
  if (opened.length > 0)
    await manager.insert(
      DriftAlertEntity,
      opened.map(({ alertId, signal, previousAlertId }) => ({
        workspaceId,
        id: alertId,
        engagementId: facts.id,
        clientId,
        rule: signal.rule,
        subjectKind: signal.subject.kind,
        subjectId: signal.subject.id,
        deliverableId: signal.subject.kind === 'DELIVERABLE' ? signal.subject.id : null,
        state: 'OPEN' as const,
        ...found(signal),
        openedAt: now,
        updatedAt: now,
        previousAlertId,
      })),
    );
  return opened;
}

async function updateAlerts(tx: Tx, updates: readonly AlertUpdate<KnownAlert>[], now: Date): Promise<void> {
  if (updates.length === 0) return;
  const rows = updates.map(({ alert, signal, state }) => ({
    id: alert.id,
    state,
    woken: wakes(alert, state),
    ...found(signal),
  }));
  await tx.query(
    `update drift_alert a
     set hat = n.hat, severity = n.severity, statement = n.statement, clears_when = n."clearsWhen", figures = n.figures,
       state = n.state, updated_at = $3, snoozed_until = case when n.state = 'SNOOZED' then a.snoozed_until end,
       woken_at = case when n.woken then $3 else a.woken_at end
     from jsonb_to_recordset($2) as n (id uuid, state text, woken boolean, hat text, severity text, statement text,
       "clearsWhen" text, figures jsonb)
     where a.workspace_id = $1 and a.id = n.id`,
    [tx.scope.workspaceId, JSON.stringify(rows), now],
  );
}

async function noteEscalations(
  { scope: { workspaceId }, manager }: Tx,
  { clientId }: DriftState,
  escalations: readonly Escalation[],
  now: Date,
): Promise<void> {
  if (escalations.length === 0) return;
  await manager.insert(
    AlertEscalationEntity,
    escalations.map(({ alert, level, told }) => ({
      workspaceId,
      driftAlertId: alert.id,
      clientId,
      level,
      at: now,
      told: told.people.map(({ name }) => name),
    })),
  );
}

/** Whoever listens hears of it when the transaction commits. */
async function tellStreams(tx: Tx, alertIds: readonly string[]): Promise<void> {
  if (alertIds.length === 0) return;
  await tx.query("select pg_notify('bicorne_alert', told) from unnest($1::text[]) as told", [
    alertIds.map((alertId) => `${tx.scope.workspaceId}:${alertId}`),
  ]);
}

function found(signal: Signal): Pick<Signal, 'hat' | 'severity' | 'statement' | 'clearsWhen' | 'figures'> {
  const { hat, severity, statement, clearsWhen, figures } = signal;
  return { hat, severity, statement, clearsWhen, figures };
}
