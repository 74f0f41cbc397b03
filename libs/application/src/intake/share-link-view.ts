import type { Tx } from '@bicorne/persistence';

export interface ShareLinkView {
  id: string;
  intakeAssessmentId: string;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  /** How often the read was opened by it. */
  opens: number;
  lastOpenedAt: Date | null;
}

const COLUMNS = `l.id, l.intake_assessment_id as "intakeAssessmentId", l.created_by as "createdBy",
  l.created_at as "createdAt", l.expires_at as "expiresAt", l.revoked_at as "revokedAt", l.opens,
  l.last_opened_at as "lastOpenedAt"`;

/** One link, or null. Its address cannot be told any more: only the hash of its secret is kept. */
export async function loadShareLink(tx: Tx, id: string): Promise<ShareLinkView | null> {
  const [row] = await tx.query<ShareLinkView>(`select ${COLUMNS} from share_link l where l.id = $1`, [id]);
  return row ?? null;
}

/** The links of these assessments, newest first, with the ended ones; at most 100 an assessment. */
export async function loadShareLinks(tx: Tx, assessmentIds: readonly string[]): Promise<ShareLinkView[]> {
  return tx.query<ShareLinkView>(
    `select ${COLUMNS} from unnest($1::uuid[]) as wanted (id)
     cross join lateral (select * from share_link s where s.intake_assessment_id = wanted.id
       order by s.created_at desc, s.id limit 100) l`,
    [assessmentIds],
  );
}
