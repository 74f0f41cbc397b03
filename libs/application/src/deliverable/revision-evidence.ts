import { refused, type Decided, type Evidence, type Refusal } from '@bicorne/domain';
import { EvidenceEntity, FileEntity, type DeliverableEntity, type RevisionEntity, type Tx } from '@bicorne/persistence';
import { In } from 'typeorm';

/**
 * Gives each piece that is a file the hash of its bytes. Refused by its place in the list where the file is not one of
 * the deliverable's engagement; another's file and none at all answer alike.
 */
export async function withFiles(
  tx: Tx,
  { engagementId }: Pick<DeliverableEntity, 'engagementId'>,
  evidence: readonly Evidence[],
): Promise<Decided<Evidence[]>> {
  const ids = evidence.flatMap(({ fileId }) => (fileId === undefined ? [] : [fileId]));
  if (ids.length === 0) return { ok: true, value: [...evidence] };
  const files = await tx.manager.findBy(FileEntity, { workspaceId: tx.scope.workspaceId, engagementId, id: In(ids) });
  const hashes = new Map(files.map(({ id, sha256 }) => [id, sha256]));
  const missing = evidence.flatMap(({ fileId }, index): Refusal[] =>
    fileId === undefined || hashes.has(fileId)
      ? []
      : [
          {
            code: 'NOT_FOUND',
            field: `evidence.${index}.fileId`,
            message: 'There is no such file in this engagement: upload it first.',
          },
        ],
  );
  if (missing.length > 0) return refused(...missing);
  return {
    ok: true,
    value: evidence.map((piece) =>
      piece.fileId === undefined ? piece : { ...piece, sha256: hashes.get(piece.fileId) },
    ),
  };
}

/** The evidence of a revision; none where there is no revision. */
export async function evidenceOf(tx: Tx, revision: Pick<RevisionEntity, 'id'> | null): Promise<Evidence[]> {
  if (!revision) return [];
  const rows = await tx.query<{
    section: string;
    kind: Evidence['kind'];
    url: string | null;
    statement: string | null;
    fileId: string | null;
    sha256: string | null;
  }>(
    `select v.section, v.kind, v.url, v.statement, v.file_id as "fileId", f.sha256
     from evidence v left join file f on f.workspace_id = v.workspace_id and f.id = v.file_id
     where v.revision_id = $1 order by v.section, v.id`,
    [revision.id],
  );
  return rows.map(({ section, kind, ...rest }) => ({
    section,
    kind,
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null)),
  }));
}

/** Keeps the evidence of a new revision. */
export async function keepEvidence(
  tx: Tx,
  revision: Pick<RevisionEntity, 'id' | 'clientId'>,
  evidence: readonly Evidence[],
): Promise<void> {
  if (evidence.length === 0) return;
  await tx.manager.insert(
    EvidenceEntity,
    evidence.map(({ section, kind, url, fileId, statement }) => ({
      workspaceId: tx.scope.workspaceId,
      revisionId: revision.id,
      clientId: revision.clientId,
      section,
      kind,
      url: url ?? null,
      fileId: fileId ?? null,
      statement: statement ?? null,
    })),
  );
}

/**
 * Which of these pieces of evidence, by identity, count under another deliverable of the engagement: the one that had it
 * first, as long as its newest revision still has it.
 */
export async function claimedElsewhere(
  tx: Tx,
  { id, engagementId }: Pick<DeliverableEntity, 'id' | 'engagementId'>,
  sources: readonly string[],
): Promise<Set<string>> {
  if (sources.length === 0) return new Set();
  const rows = await tx.query<{ source: string }>(
    `select distinct s.source
     from deliverable o
     join revision newest on newest.workspace_id = o.workspace_id and newest.deliverable_id = o.id
       and newest.number = o.latest_revision
     cross join lateral (select unnest(newest.sources) as source intersect select unnest($3::text[])) s
     cross join lateral (select min(r.saved_at) as at from revision r
       where r.workspace_id = o.workspace_id and r.deliverable_id = o.id and s.source = any (r.sources)) theirs
     left join lateral (select min(r.saved_at) as at from revision r
       where r.workspace_id = o.workspace_id and r.deliverable_id = $2 and s.source = any (r.sources)) ours on true
     where o.engagement_id = $1 and o.id <> $2
       and (ours.at is null or (theirs.at, o.id) < (ours.at, $2::uuid))`,
    [engagementId, id, sources],
  );
  return new Set(rows.map(({ source }) => source));
}
