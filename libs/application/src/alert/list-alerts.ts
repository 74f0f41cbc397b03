import { ESCALATION_LEVELS } from '@bicorne/domain';
import type { AlertState, EscalationLevel, Hat, RuleCode, Severity, SignalFigure } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import type { Slice, Window } from '../paging.js';
import { engagementVisible } from '../visibility.js';

export interface DeliveryView {
  id: string;
  channel: 'IN_APP' | 'EMAIL' | 'SLACK' | 'WEBHOOK';
  /** An email address, in the app a name; of an endpoint the scheme and host alone, for the rest may be a secret. */
  recipient: string;
  state: 'PENDING' | 'SENDING' | 'SENT' | 'FAILED';
  attempts: number;
  sentAt: string | null;
  lastError: string | null;
}

/** One step further up, because nobody answered. */
export interface EscalationView {
  level: EscalationLevel;
  at: string;
  /** Names. */
  told: string[];
}

export interface AlertView {
  id: string;
  engagementId: string;
  deliverableId: string | null;
  rule: RuleCode;
  severity: Severity;
  state: AlertState;
  hat: Hat | null;
  openedAt: Date;
  resolvedAt: Date | null;
  snoozedUntil: Date | null;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  statement: string;
  clearsWhen: string;
  figures: SignalFigure[];
  /** The last alert of the same identity before this one. */
  previousAlert: { id: string; openedAt: string; resolvedAt: string | null } | null;
  escalations: EscalationView[];
  deliveries: DeliveryView[];
}

export interface AlertFilter {
  clientId?: string | null;
  engagementId?: string | null;
  rules?: readonly RuleCode[] | null;
  severities?: readonly Severity[] | null;
  states?: readonly AlertState[] | null;
  hat?: Hat | null;
}

/** In which order alerts are listed: the newest first and of one moment the worst, or the worst first and of them the newest. */
export type AlertOrder = 'NEWEST' | 'WORST';

const WORSE = `array_position(array['CRITICAL', 'WARNING', 'NOTICE'], a.severity)`;

const ORDER: Record<AlertOrder, string> = {
  NEWEST: `a.opened_at desc, ${WORSE}, a.id desc`,
  WORST: `${WORSE}, a.opened_at desc, a.id desc`,
};

/** Two levels that were told in one look have one moment. */
const NEAREST_FIRST = `array_position('{${ESCALATION_LEVELS.join()}}'::text[], s.level)`;

/** What endpoints were sent, and what people and Slack channels were told, each in a message of its own or with others. */
const DELIVERIES = `select d.id, d.channel, d.recipient, d.state, d.attempts, d.sent_at, d.last_error, d.created_at
      from delivery d where d.workspace_id = a.workspace_id and d.drift_alert_id = a.id
    union all
    select n.id, n.channel, n.recipient,
      case when n.told_at is not null then 'SENT' when n.dropped_because is not null then 'FAILED'
        else coalesce(m.state, 'PENDING') end,
      coalesce(m.attempts, 0), coalesce(m.sent_at, n.told_at), coalesce(m.last_error, n.dropped_because), n.created_at
    from notice n left join delivery m on m.workspace_id = n.workspace_id and m.id = n.delivery_id
    where n.workspace_id = a.workspace_id and n.drift_alert_id = a.id`;

const SELECT = `select a.id, a.engagement_id as "engagementId", a.deliverable_id as "deliverableId", a.rule, a.severity,
    a.state, a.hat, a.opened_at as "openedAt", a.resolved_at as "resolvedAt", a.snoozed_until as "snoozedUntil",
    a.acknowledged_at as "acknowledgedAt", a.acknowledged_by as "acknowledgedBy", a.statement,
    a.clears_when as "clearsWhen", a.figures,
    (select json_build_object('id', b.id, 'openedAt', b.opened_at, 'resolvedAt', b.resolved_at) from drift_alert b
      where b.workspace_id = a.workspace_id and b.id = a.previous_alert_id) as "previousAlert",
    coalesce((select json_agg(json_build_object('level', s.level, 'at', s.at, 'told', s.told) order by s.at, ${NEAREST_FIRST})
      from alert_escalation s where s.workspace_id = a.workspace_id and s.drift_alert_id = a.id), '[]'::json) as escalations,
    coalesce((select json_agg(json_build_object('id', v.id, 'channel', v.channel, 'recipient', v.recipient,
        'state', v.state, 'attempts', v.attempts, 'sentAt', v.sent_at, 'lastError', v.last_error) order by v.created_at, v.channel, v.recipient, v.id)
      from (${DELIVERIES}) v), '[]'::json) as deliveries`;
const FROM = 'from drift_alert a join engagement e on e.workspace_id = a.workspace_id and e.id = a.engagement_id';

/** A slice of the alerts that the caller may see; a filter that is left out lets everything through. */
export async function listAlerts(
  tx: Tx,
  {
    filter,
    order = 'NEWEST',
    offset,
    limit,
    practitionerId,
  }: Window & { filter: AlertFilter; order?: AlertOrder; practitionerId: string | null },
): Promise<Slice<AlertView>> {
  const where = `where ${engagementVisible('$1')}
    and ($2::uuid is null or a.engagement_id = $2) and ($3::text[] is null or a.rule = any($3))
    and ($4::text[] is null or a.severity = any($4)) and ($5::text[] is null or a.state = any($5))
    and ($6::text is null or a.hat = $6) and ($7::uuid is null or a.client_id = $7)`;
  const parameters = [
    practitionerId,
    filter.engagementId ?? null,
    filter.rules ?? null,
    filter.severities ?? null,
    filter.states ?? null,
    filter.hat ?? null,
    filter.clientId ?? null,
  ];
  const rows = await tx.query<AlertView>(`${SELECT} ${FROM} ${where} order by ${ORDER[order]} offset $8 limit $9`, [
    ...parameters,
    offset,
    limit,
  ]);
  const [count] = await tx.query<{ count: number }>(`select count(*)::int as count ${FROM} ${where}`, parameters);
  return { rows: rows.map(withoutSecrets), totalCount: count?.count ?? 0 };
}

/** One alert that the caller may see, else null. */
export async function loadAlert(tx: Tx, id: string, practitionerId: string | null): Promise<AlertView | null> {
  const [row] = await tx.query<AlertView>(`${SELECT} ${FROM} where ${engagementVisible('$1')} and a.id = $2`, [
    practitionerId,
    id,
  ]);
  return row ? withoutSecrets(row) : null;
}

function withoutSecrets(alert: AlertView): AlertView {
  return {
    ...alert,
    deliveries: alert.deliveries.map((delivery) =>
      delivery.channel === 'WEBHOOK' || delivery.channel === 'SLACK'
        ? { ...delivery, recipient: new URL(delivery.recipient).origin }
        : delivery,
    ),
  };
}
