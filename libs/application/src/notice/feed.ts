import type { Hat, RuleCode, Severity } from '@bicorne/domain';
import type { NoticePayload } from '@bicorne/notifications';
import type { Tx } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import type { Slice, Window } from '../paging.js';
import { personOf, type Person } from './preferences.js';

/** Something that the reader was told in the app. */
export interface NoticeView {
  id: string;
  severity: Severity;
  /** Null where it is about no alert. */
  rule: RuleCode | null;
  hat: Hat | null;
  /** One sentence. */
  statement: string;
  /** Why this reader is told; null where that needs no saying. */
  because: string | null;
  clientName: string | null;
  engagementId: string | null;
  driftAlertId: string | null;
  /** Whether the alert has resolved since. */
  resolved: boolean;
  /** Where it stands in the app: a path with its query. */
  path: string;
  toldAt: Date;
  readAt: Date | null;
}

interface Row extends Pick<
  NoticeView,
  'id' | 'severity' | 'engagementId' | 'driftAlertId' | 'resolved' | 'toldAt' | 'readAt'
> {
  payload: NoticePayload;
}

const SELECT = `select n.id, n.severity, n.engagement_id as "engagementId", n.drift_alert_id as "driftAlertId", n.payload,
    n.created_at as "toldAt", n.read_at as "readAt", coalesce(a.state = 'RESOLVED', false) as resolved
  from notice n left join drift_alert a on a.workspace_id = n.workspace_id and a.id = n.drift_alert_id`;
/** What was told in one moment. */
const WORST_FIRST = "array_position(array['CRITICAL', 'WARNING', 'NOTICE'], n.severity)";
const MINE = "n.workspace_id = $1 and n.recipient_id = $2 and n.channel = 'IN_APP'";

/** What the caller was told in the app, the newest first. @throws NotFound for a token */
export async function listNotices(
  { caller, transaction }: UseCaseContext,
  { offset, limit, unreadOnly }: Window & { unreadOnly: boolean },
): Promise<Slice<NoticeView> & { unread: number }> {
  const person = personOf(caller);
  return transaction.run(caller, async (tx) => {
    const rows = await tx.query<Row>(
      `${SELECT} where ${MINE} and ($3 or n.read_at is null) order by n.created_at desc, ${WORST_FIRST}, n.id desc offset $4 limit $5`,
      [tx.scope.workspaceId, person.id, !unreadOnly, offset, limit],
    );
    const [count] = await tx.query<{ all: number; unread: number }>(
      `select count(*)::int as all, count(*) filter (where read_at is null)::int as unread from notice n where ${MINE}`,
      [tx.scope.workspaceId, person.id],
    );
    const { all = 0, unread = 0 } = count ?? {};
    return { rows: rows.map(viewOf), totalCount: unreadOnly ? unread : all, unread };
  });
}

/** One of the caller's notices, else null. */
export async function loadNotice(tx: Tx, { id }: Person, noticeId: string): Promise<NoticeView | null> {
  const [row] = await tx.query<Row>(`${SELECT} where ${MINE} and n.id = $3`, [tx.scope.workspaceId, id, noticeId]);
  return row ? viewOf(row) : null;
}

/**
 * Marks what the caller was told as read, up to a notice and with it, or all of it.
 *
 * @returns how many are unread after it
 * @throws NotFound for a token
 */
export async function readNotices(
  { caller, transaction, now }: UseCaseContext,
  { upToId }: { upToId?: string | null },
): Promise<number> {
  const person = personOf(caller);
  return transaction.run(caller, async (tx) => {
    await tx.query(
      `update notice n set read_at = $3 where ${MINE} and n.read_at is null
         and ($4::uuid is null or (n.created_at, n.id) <= (
           select u.created_at, u.id from notice u
           where u.workspace_id = $1 and u.recipient_id = $2 and u.channel = 'IN_APP' and u.id = $4))`,
      [tx.scope.workspaceId, person.id, now(), upToId ?? null],
    );
    const [row] = await tx.query<{ unread: number }>(
      `select count(*)::int as unread from notice n where ${MINE} and n.read_at is null`,
      [tx.scope.workspaceId, person.id],
    );
    return row?.unread ?? 0;
  });
}

function viewOf({ payload, ...row }: Row): NoticeView {
  const { pathname, search } = new URL(payload.data.url);
  const path = `${pathname}${search}`;
  if (payload.type !== 'drift_alert.raised')
    return {
      ...row,
      rule: null,
      hat: null,
      statement: `Nothing is sent to ${payload.data.address} any more. ${payload.data.reason}`,
      because: null,
      clientName: null,
      path,
    };
  const { rule, hat, statement, because, client } = payload.data;
  return { ...row, rule, hat, statement, because: because ?? null, clientName: client.name, path };
}
