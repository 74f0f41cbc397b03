import { composeDecision, type Severity, type Urgency } from '@bicorne/domain';
import type { ComposedPayload, NoticePayload } from '@bicorne/notifications';
import type { Tx } from '@bicorne/persistence';
import { randomUUID } from 'node:crypto';
import { preferencesOf, type RecipientKind } from './preferences-of.js';

/** Notices that one message carries; what is more goes out in the next window. */
const MOST_IN_A_MESSAGE = 500;

/** Of one recipient on one channel. */
export interface ComposeTarget {
  recipientId: string;
  channel: 'EMAIL' | 'SLACK';
}

/**
 * - `COMPOSED`: the notices that were due go out in one message
 * - `WAITS`: a window or a cap holds them back; they have a later moment now
 * - `NOTHING_DUE`: none is left, as when somebody else composed them
 * - `DROPPED`: the recipient has left; the notices say so and are not tried again
 */
export type ComposeResult = 'COMPOSED' | 'WAITS' | 'NOTHING_DUE' | 'DROPPED';

interface Due {
  id: string;
  kind: RecipientKind;
  severity: Severity;
  urgency: Urgency;
  payload: NoticePayload;
  resolved: boolean;
}

/**
 * Puts all that is due for one recipient on one channel into one message, in one transaction. Two at once come one after the
 * other, and the second finds nothing due: a person gets one message per channel and window.
 */
export async function composeMessage(
  tx: Tx,
  { recipientId, channel }: ComposeTarget,
  now: Date,
): Promise<ComposeResult> {
  const { workspaceId } = tx.scope;
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `bicorne notice ${workspaceId} ${recipientId} ${channel}`,
  ]);
  const due = await tx.query<Due>(
    `select n.id, n.recipient_kind as kind, n.severity, n.urgency, n.payload,
       coalesce(a.state = 'RESOLVED', false) as resolved
     from notice n left join drift_alert a on a.workspace_id = n.workspace_id and a.id = n.drift_alert_id
     where n.workspace_id = $1 and n.recipient_id = $2 and n.channel = $3 and n.due_at <= $4
       and n.delivery_id is null and n.dropped_because is null
     order by n.created_at, n.id limit ${MOST_IN_A_MESSAGE}`,
    [workspaceId, recipientId, channel, now],
  );
  const [first] = due;
  if (!first) return 'NOTHING_DUE';
  const recipient = { kind: first.kind, id: recipientId };
  const preferences = (await preferencesOf(tx, [recipientId]))(recipient);
  const address = await addressOf(tx, recipient);
  const stopped = channel === 'EMAIL' && !preferences.channels.includes('EMAIL');
  if (address === null || stopped) {
    const reason = stopped ? 'The recipient has stopped emails.' : 'The recipient is not there any more.';
    await settle(tx, due, { dropped: reason });
    return 'DROPPED';
  }
  const urgency = due.some((notice) => notice.urgency === 'IMMEDIATE') ? 'IMMEDIATE' : 'DIGEST';
  const decision = composeDecision(
    { preferences, urgency, ...(await sentLately(tx, { recipientId, channel }, now)) },
    now,
  );
  if (!decision.send) {
    await settle(tx, due, { notBefore: decision.notBefore });
    return 'WAITS';
  }
  const digest = urgency === 'DIGEST';
  const payload: ComposedPayload = {
    type: 'notices',
    notices: due.map((notice) =>
      notice.resolved && notice.payload.type === 'drift_alert.raised'
        ? { ...notice.payload, resolved: true }
        : notice.payload,
    ),
    digest,
    timeZone: preferences.timeZone,
    recipient: recipient.kind === 'ENDPOINT' ? null : { kind: recipient.kind, id: recipientId },
  };
  const deliveryId = randomUUID();
  await tx.query(
    `insert into delivery (workspace_id, id, event, channel, recipient, recipient_kind, recipient_id, webhook_endpoint_id,
       digest, payload, state, next_attempt_at, created_at)
     values ($1, $2, 'notices', $3, $4, $5, $6, $7, $8, $9, 'PENDING', $10, $10)`,
    [
      workspaceId,
      deliveryId,
      channel,
      address,
      recipient.kind,
      recipientId,
      recipient.kind === 'ENDPOINT' ? recipientId : null,
      digest,
      JSON.stringify(payload),
      now,
    ],
  );
  await settle(tx, due, { deliveryId });
  await tx.enqueue('delivery.send', { workspaceId, deliveryId });
  return 'COMPOSED';
}

/** Where the recipient is reached now; null where they have left, or the endpoint takes nothing any more. */
async function addressOf(tx: Tx, { kind, id }: { kind: RecipientKind; id: string }): Promise<string | null> {
  const from = {
    MEMBER: 'select email as address from member where workspace_id = $1 and id = $2 and removed_at is null',
    CONTACT: 'select email as address from client_contact where workspace_id = $1 and id = $2 and removed_at is null',
    ENDPOINT: `select url as address from webhook_endpoint
      where workspace_id = $1 and id = $2 and removed_at is null and disabled_at is null`,
  }[kind];
  const [row] = await tx.query<{ address: string }>(from, [tx.scope.workspaceId, id]);
  return row?.address ?? null;
}

async function sentLately(tx: Tx, { recipientId, channel }: ComposeTarget, now: Date) {
  const [row] = await tx.query<{ lastMessageAt: Date | null; inDay: number; inHour: number }>(
    `select
       (select max(created_at) from delivery where workspace_id = $1 and recipient_id = $2 and channel = $3
          and event = 'notices') as "lastMessageAt",
       (select count(*)::int from delivery where workspace_id = $1 and recipient_id = $2 and channel = $3
          and event = 'notices' and not digest and created_at > $4::timestamptz - interval '24 hours') as "inDay",
       (select count(*)::int from delivery where workspace_id = $1 and channel = $3
          and event = 'notices' and created_at > $4::timestamptz - interval '1 hour') as "inHour"`,
    [tx.scope.workspaceId, recipientId, channel, now],
  );
  return {
    lastMessageAt: row?.lastMessageAt ?? null,
    messagesInDay: row?.inDay ?? 0,
    workspaceMessagesInHour: row?.inHour ?? 0,
  };
}

type Settlement = { deliveryId: string } | { notBefore: Date } | { dropped: string };

async function settle(tx: Tx, due: readonly Due[], settlement: Settlement): Promise<void> {
  const [column, value] =
    'deliveryId' in settlement
      ? ['delivery_id', settlement.deliveryId]
      : 'notBefore' in settlement
        ? ['due_at', settlement.notBefore]
        : ['dropped_because', settlement.dropped];
  await tx.query(`update notice set ${column} = $3 where workspace_id = $1 and id = any ($2::uuid[])`, [
    tx.scope.workspaceId,
    due.map(({ id }) => id),
    value,
  ]);
}
