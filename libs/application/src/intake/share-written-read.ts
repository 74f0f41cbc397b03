import { decideLinkExpiry, decideNewLink, decided, LIVE_LINKS_OF_A_READ, refused, type Decided } from '@bicorne/domain';
import { newLinkSecret } from '@bicorne/identity';
import { IntakeAssessmentEntity, ShareLinkEntity, type Tx } from '@bicorne/persistence';
import { randomUUID } from 'node:crypto';
import { requireClient } from '../client/require-client.js';
import type { UseCaseContext } from '../context.js';
import { NotFound } from '../errors.js';
import type { Services } from '../services.js';
import { loadShareLink, type ShareLinkView } from './share-link-view.js';

/** A link with its address, which is told this once. */
export interface NewShareLink extends ShareLinkView {
  url: string;
}

/**
 * Makes a link by which somebody without an account reads a written read. Refused where its end is not in the future, or
 * more than a year away, and where as many links as a written read may have lead to it.
 *
 * @throws NotFound where there is no such assessment, or its client is not the caller's to see
 */
export async function shareWrittenRead(
  context: UseCaseContext,
  input: { intakeAssessmentId: string; expiresAt: Date },
): Promise<Decided<NewShareLink>> {
  const now = context.now();
  const expiry = decideLinkExpiry(input.expiresAt, now);
  return context.transaction.run(context.caller, async (tx) => {
    const assessment = await tx.manager.findOneBy(IntakeAssessmentEntity, { id: input.intakeAssessmentId });
    if (!assessment) throw new NotFound();
    await requireClient(tx, context, assessment.clientId);
    if (!expiry.ok) return refused(...expiry.refusals);
    const room = decideNewLink(await liveLinksOf(tx, assessment.id));
    if (!room.ok) return room;
    return decided(
      await keepShareLink(tx, context.services, {
        clientId: assessment.clientId,
        intakeAssessmentId: assessment.id,
        createdBy: context.caller.name,
        createdAt: now,
        expiresAt: expiry.value,
      }),
    );
  });
}

/**
 * Ends a link: who opens it from then on is told what somebody is told who made the address up. A second time changes
 * nothing.
 *
 * @throws NotFound where there is no such link, or its client is not the caller's to see
 */
export async function revokeShareLink(
  context: UseCaseContext,
  input: { shareLinkId: string },
): Promise<Decided<ShareLinkView>> {
  return context.transaction.run(context.caller, async (tx) => {
    const row = await tx.manager.findOneBy(ShareLinkEntity, { id: input.shareLinkId });
    if (!row) throw new NotFound();
    await requireClient(tx, context, row.clientId);
    await tx.query('update share_link set revoked_at = $2 where id = $1 and revoked_at is null', [
      row.id,
      context.now(),
    ]);
    const link = await loadShareLink(tx, row.id);
    if (!link) throw new NotFound();
    return decided(link);
  });
}

/** How many links lead to a written read now, counted to the most; none is made or counted beside it until the end. */
async function liveLinksOf(tx: Tx, assessmentId: string): Promise<number> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('share-link ' || $1, 0))", [assessmentId]);
  const rows = await tx.query(
    `select from share_link
     where intake_assessment_id = $1 and revoked_at is null and expires_at > now() limit ${LIVE_LINKS_OF_A_READ}`,
    [assessmentId],
  );
  return rows.length;
}

/** Keeps a link in the transaction's workspace. */
export async function keepShareLink(
  tx: Tx,
  { baseUrl }: Pick<Services, 'baseUrl'>,
  link: Pick<ShareLinkEntity, 'clientId' | 'intakeAssessmentId' | 'createdBy' | 'createdAt' | 'expiresAt'>,
): Promise<NewShareLink> {
  const { workspaceId } = tx.scope;
  const { secret, hash } = newLinkSecret(workspaceId);
  const id = randomUUID();
  await tx.manager.insert(ShareLinkEntity, { ...link, id, workspaceId, hash });
  return { ...link, id, revokedAt: null, opens: 0, lastOpenedAt: null, url: sharedReadUrl(baseUrl, secret) };
}

/** The address of the page that a secret opens. */
export function sharedReadUrl(baseUrl: string, secret: string): string {
  return new URL(`/r/${secret}`, baseUrl).href;
}

/** The secret in the address of a page. */
export function secretOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
