import { noticePlan, type NoticeChannel, type NoticePreferences, type Severity } from '@bicorne/domain';
import type { NoticePayload } from '@bicorne/notifications';
import type { Tx } from '@bicorne/persistence';
import type { Services } from '../services.js';
import { preferencesOf, type RecipientKind } from './preferences-of.js';

/** What writing notices needs of the installation. */
export type NoticeServices = Pick<Services, 'emailEnabled' | 'noticeCollectSeconds'>;

/** Somebody who can be told. */
export interface Recipient {
  kind: RecipientKind;
  id: string;
  name: string;
  /** Of a person the mailbox, of a Slack channel its incoming webhook. */
  address: string;
}

/** Something that one recipient is to be told, on every channel that they chose. */
export interface Telling {
  recipient: Recipient;
  severity: Severity;
  payload: NoticePayload;
  /** Null where it is about the workspace. */
  clientId: string | null;
  engagementId: string | null;
  driftAlertId: string | null;
}

interface NewNotice {
  channel: NoticeChannel;
  recipient: string;
  telling: Telling;
}

/**
 * Writes the notices of what was found, in its transaction: in the app at once, by email and in Slack when the recipient's
 * preferences say. As many statements for a hundred as for one.
 */
export async function writeNotices(
  tx: Tx,
  services: NoticeServices,
  tellings: readonly Telling[],
  now: Date,
): Promise<void> {
  if (tellings.length === 0) return;
  const { workspaceId } = tx.scope;
  const preferences = await preferencesOf(tx, [...new Set(tellings.map(({ recipient }) => recipient.id))]);
  const rows = tellings
    .flatMap((telling) => noticesOf(telling, preferences(telling.recipient), services))
    .map(({ channel, recipient, telling }) => {
      const { urgency, dueAt } = noticePlan(
        preferences(telling.recipient),
        telling.severity,
        now,
        services.noticeCollectSeconds,
      );
      const { clientId, engagementId, driftAlertId, severity, payload } = telling;
      const { kind, id } = telling.recipient;
      return { clientId, engagementId, driftAlertId, kind, id, recipient, channel, severity, urgency, payload, dueAt };
    });
  await tx.query(
    `insert into notice (workspace_id, client_id, engagement_id, drift_alert_id, recipient_kind, recipient_id, recipient,
       channel, severity, urgency, payload, due_at, created_at)
     select $1, n."clientId", n."engagementId", n."driftAlertId", n.kind, n.id, n.recipient, n.channel, n.severity,
       n.urgency, n.payload, case n.channel when 'IN_APP' then $3 else n."dueAt" end, $3
     from jsonb_to_recordset($2) as n ("clientId" uuid, "engagementId" uuid, "driftAlertId" uuid, kind text, id uuid,
       recipient text, channel text, severity text, urgency text, payload jsonb, "dueAt" timestamptz)`,
    [workspaceId, JSON.stringify(rows), now],
  );
  if (rows.some(({ channel }) => channel === 'IN_APP')) await tx.enqueue('notice.tell', {});
}

function noticesOf(telling: Telling, { channels }: NoticePreferences, services: NoticeServices): NewNotice[] {
  const { kind, name, address } = telling.recipient;
  if (kind === 'ENDPOINT') return [{ channel: 'SLACK', recipient: address, telling }];
  const notices: NewNotice[] = [{ channel: 'IN_APP', recipient: name, telling }];
  if (services.emailEnabled && channels.includes('EMAIL'))
    notices.push({ channel: 'EMAIL', recipient: address, telling });
  return notices;
}
