import {
  PROSPECTS_AN_HOUR,
  RUBRIC_VERSION,
  decideProspect,
  decidePublicIntake,
  decided,
  linkEnded,
  prospectLinkExpiry,
  recommend,
  refused,
  type Decided,
  type Prospect,
  type ProspectCommand,
  type PublicIntakeSettings,
} from '@bicorne/domain';
import { ClientEntity, IntakeAssessmentEntity, WorkspaceEntity, type Tx } from '@bicorne/persistence';
import { randomUUID } from 'node:crypto';
import type { PublicContext, UseCaseContext } from '../context.js';
import { NotFound, TooMany } from '../errors.js';
import { openSharedRead, type SharedRead } from './open-shared-read.js';
import { addressUnder, keepAddress, prospectKeysOf } from './prospect-key.js';
import { readWrittenRead } from './read-written-read.js';
import { keepShareLink, secretOf } from './share-written-read.js';

/** What a prospect is shown of a workspace that publishes its intake. */
export interface PublicIntakeView {
  workspaceName: string;
  introduction: string | null;
}

const NO_WORKSPACE = '';
const HOUR_MS = 3_600_000;

/** The intake that a workspace publishes; null where there is no such workspace, or it publishes none. */
export async function publicIntake(context: PublicContext, slug: string): Promise<PublicIntakeView | null> {
  const workspace = await publishingWorkspace(context, slug);
  return workspace && { workspaceName: workspace.name, introduction: workspace.introduction };
}

export type SubmitPublicIntakeInput = ProspectCommand & { workspace: string };

/**
 * Takes the answers of a prospect: a new client with its assessment, and a link by which the prospect comes back to the
 * written read. Refused by field. It never looks for a client of that name: a company that the workspace knows already
 * gets the same answer as any other, and a row of its own.
 *
 * @param key of a request that may be sent again: the same answers under the same key are one prospect, who is given the
 *   written read as the link opens it
 * @throws NotFound where there is no such workspace, or it publishes no intake
 * @throws TooMany where the workspace took PROSPECTS_AN_HOUR in the last hour
 */
export async function submitPublicIntake(
  context: PublicContext,
  input: SubmitPublicIntakeInput,
  key: string | null = null,
): Promise<Decided<SharedRead>> {
  const prospect = decideProspect(input);
  if (!prospect.ok) return prospect;
  const workspace = await publishingWorkspace(context, input.workspace);
  if (!workspace) throw new NotFound();
  const name = `${prospect.value.contactName} (public intake)`;
  const secrets = context.services;
  const places = key === null ? null : prospectKeysOf(secrets, workspace.id, key, input);
  const scope = { workspaceId: workspace.id, name, origin: context.origin };
  const taken = await context.transaction.run(scope, async (tx): Promise<SharedRead | { earlier: string }> => {
    const now = context.now();
    await oneAtATime(tx);
    const earlier = places && (await addressUnder(tx, secrets, places));
    if (earlier !== null) return { earlier };
    await takeTurn(tx, now);
    const read = await keepProspect(tx, context, prospect.value, now);
    if (places) await keepAddress(tx, secrets, places[0], read.url);
    return read;
  });
  if (!('earlier' in taken)) return decided(taken);
  const read = await openSharedRead(context, secretOf(taken.earlier));
  return read ? decided(read) : refused(linkEnded());
}

/** Publishes the intake of the caller's workspace, or takes it back. Refused where the introduction is too long. */
export async function updatePublicIntake(
  context: UseCaseContext,
  input: { enabled: boolean; introduction?: string | null },
): Promise<Decided<PublicIntakeSettings>> {
  const settings = decidePublicIntake(input);
  if (!settings.ok) return settings;
  await context.transaction.run(context.caller, (tx) =>
    tx.manager.update(WorkspaceEntity, tx.scope.workspaceId, {
      publicIntakeEnabled: settings.value.enabled,
      publicIntakeIntroduction: settings.value.introduction,
    }),
  );
  return settings;
}

/** The address at which prospects answer. */
export function publicIntakeUrl(baseUrl: string, slug: string): string {
  return new URL(`/intake/${slug}`, baseUrl).href;
}

async function publishingWorkspace(
  context: PublicContext,
  slug: string,
): Promise<{ id: string; name: string; introduction: string | null } | null> {
  const rows = await context.transaction.run({ workspaceId: NO_WORKSPACE }, (tx) =>
    tx.query<{ id: string; name: string; introduction: string | null }>(
      'select id, name, introduction from public_intake_workspace($1)',
      [slug],
    ),
  );
  return rows[0] ?? null;
}

/** One prospect of a workspace at a time: no two take the last turn of the hour, or come under one key. */
async function oneAtATime(tx: Tx): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('public-intake ' || $1, 0))", [tx.scope.workspaceId]);
}

async function takeTurn(tx: Tx, now: Date): Promise<void> {
  const [last] = await tx.query<{ createdAt: Date }>(
    `select created_at as "createdAt" from client
     where workspace_id = $1 and source = 'PUBLIC_INTAKE' and created_at > $2
     order by created_at desc offset $3 limit 1`,
    [tx.scope.workspaceId, new Date(now.getTime() - HOUR_MS), PROSPECTS_AN_HOUR - 1],
  );
  if (last) throw new TooMany(new Date(last.createdAt.getTime() + HOUR_MS));
}

async function keepProspect(tx: Tx, context: PublicContext, prospect: Prospect, now: Date): Promise<SharedRead> {
  const { workspaceId } = tx.scope;
  const client = tx.manager.create(ClientEntity, {
    id: randomUUID(),
    workspaceId,
    ...prospect.client,
    source: 'PUBLIC_INTAKE',
    prospectName: prospect.contactName,
    prospectEmail: prospect.contactEmail,
    createdAt: now,
  });
  await tx.manager.insert(ClientEntity, client);
  const assessment = tx.manager.create(IntakeAssessmentEntity, {
    id: randomUUID(),
    workspaceId,
    clientId: client.id,
    rubricVersion: RUBRIC_VERSION,
    answers: prospect.answers,
    recommendation: recommend(prospect.answers),
    createdAt: now,
    createdBy: prospect.contactName,
  });
  await tx.manager.insert(IntakeAssessmentEntity, assessment);
  const link = await keepShareLink(tx, context.services, {
    clientId: client.id,
    intakeAssessmentId: assessment.id,
    createdBy: prospect.contactName,
    createdAt: now,
    expiresAt: prospectLinkExpiry(now),
  });
  const workspace = await tx.manager.findOneByOrFail(WorkspaceEntity, { id: workspaceId });
  const parts = { client, workspace, assessment };
  return { parts, markdown: readWrittenRead(context.services, parts), url: link.url, expiresAt: link.expiresAt };
}
