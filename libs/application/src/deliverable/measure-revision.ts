import {
  assessText,
  DocumentText,
  evidenceSources,
  shingles,
  type Assessment,
  type Evidence,
  type Template,
} from '@bicorne/domain';
import type { DeliverableEntity, Tx } from '@bicorne/persistence';
import { claimedElsewhere } from './revision-evidence.js';

export interface Measured {
  assessment: Assessment;
  /** What stands as evidence in it, by identity. */
  sources: string[];
  /** Those of them that count here, and not under another deliverable of the engagement. */
  ownSources: string[];
}

/** The depth of a text as it would be if it were saved now: text and evidence that stand elsewhere count for nothing. */
export async function measureRevision(
  tx: Tx,
  deliverable: Pick<DeliverableEntity, 'id' | 'engagementId'>,
  template: Template,
  markdown: string,
  evidence: readonly Evidence[],
): Promise<Measured> {
  const text = new DocumentText(template, markdown);
  const sources = evidenceSources(text, evidence);
  const elsewhere = await sharedWithOthers(tx, deliverable, text);
  const claimed = await claimedElsewhere(tx, deliverable, sources);
  return {
    assessment: assessText(text, { evidence, elsewhere, claimed }),
    sources,
    ownSources: sources.filter((source) => !claimed.has(source)),
  };
}

/** Those runs of the text that stand in another deliverable of the workspace too. */
async function sharedWithOthers(
  tx: Tx,
  { id }: Pick<DeliverableEntity, 'id'>,
  text: DocumentText,
): Promise<Set<number>> {
  const rows = await tx.query<{ hash: number }>(
    'select distinct hash from deliverable_shingle where hash = any($1::int[]) and deliverable_id <> $2',
    [[...text.runs], id],
  );
  return new Set(rows.map((row) => row.hash));
}

/** Keeps the runs of the newest revision, against which other deliverables are measured. */
export async function keepShingles(
  tx: Tx,
  { id, clientId }: Pick<DeliverableEntity, 'id' | 'clientId'>,
  markdown: string,
): Promise<void> {
  await tx.query('delete from deliverable_shingle where deliverable_id = $1', [id]);
  await tx.query(
    `insert into deliverable_shingle (workspace_id, hash, deliverable_id, client_id)
     select $1, hash, $2, $3 from unnest($4::int[]) as hash`,
    [tx.scope.workspaceId, id, clientId, [...shingles(markdown)]],
  );
}
