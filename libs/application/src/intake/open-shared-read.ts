import { readLinkSecret } from '@bicorne/identity';
import type { PublicContext } from '../context.js';
import { readWrittenRead, type WrittenReadParts } from './read-written-read.js';
import { sharedReadUrl } from './share-written-read.js';

/** A written read as somebody with its address sees it. */
export interface SharedRead {
  /** What it was made from. */
  parts: WrittenReadParts;
  markdown: string;
  url: string;
  expiresAt: Date;
}

interface SharedRow {
  clientName: string;
  workspaceName: string;
  timeZone: string;
  answers: WrittenReadParts['assessment']['answers'];
  recommendation: WrittenReadParts['assessment']['recommendation'];
  rubricVersion: number;
  createdAt: Date;
  expiresAt: Date;
}

/**
 * The written read that a link opens, and counts the opening. Whether the secret is known, expired, revoked or no secret
 * at all, the same statement runs, by the database's clock.
 *
 * @returns null for a link that is not there, or not any more
 */
export async function openSharedRead(context: PublicContext, secret: string): Promise<SharedRead | null> {
  const { workspaceId, hash } = readLinkSecret(secret);
  const [row] = await context.transaction.run({ workspaceId, origin: context.origin }, (tx) =>
    tx.query<SharedRow>(
      `with opened as (
         update share_link set opens = opens + 1, last_opened_at = now()
         where workspace_id = $1 and hash = $2 and revoked_at is null and expires_at > now()
         returning workspace_id, client_id, intake_assessment_id, expires_at
       )
       select c.name as "clientName", w.name as "workspaceName", w.time_zone as "timeZone", i.answers, i.recommendation,
         i.rubric_version as "rubricVersion", i.created_at as "createdAt", opened.expires_at as "expiresAt"
       from opened
       join intake_assessment i on i.workspace_id = opened.workspace_id and i.id = opened.intake_assessment_id
       join client c on c.workspace_id = opened.workspace_id and c.id = opened.client_id
       join workspace w on w.id = opened.workspace_id`,
      [workspaceId, hash],
    ),
  );
  if (!row) return null;
  const { clientName, workspaceName, timeZone, expiresAt, ...assessment } = row;
  const parts = { client: { name: clientName }, workspace: { name: workspaceName, timeZone }, assessment };
  return {
    parts,
    markdown: readWrittenRead(context.services, parts),
    url: sharedReadUrl(context.services.baseUrl, secret),
    expiresAt,
  };
}

/** Whether a link opens something now; opens nothing. */
export async function isShared(context: PublicContext, secret: string): Promise<boolean> {
  const { workspaceId, hash } = readLinkSecret(secret);
  const rows = await context.transaction.run({ workspaceId }, (tx) =>
    tx.query(
      `select from share_link
       where workspace_id = $1 and hash = $2 and revoked_at is null and expires_at > now()`,
      [workspaceId, hash],
    ),
  );
  return rows.length > 0;
}
