import type { DepthEvidenceKind } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';

export interface DepthAttestationView {
  practitionerId: string;
  kind: DepthEvidenceKind;
  statement: string;
  evidenceUrl: string;
  attestedBy: string;
  attestedAt: Date;
}

/** More pieces than this attest no more; the newest of each practitioner are given. */
const ATTESTATIONS_SHOWN = 50;

/** What attests the AI depth of each of these practitioners, the newest first; one statement however many. */
export async function loadDepthAttestations(
  tx: Tx,
  practitionerIds: readonly string[],
): Promise<DepthAttestationView[]> {
  return tx.query<DepthAttestationView>(
    `select t.practitioner_id as "practitionerId", t.kind, t.statement, t.evidence_url as "evidenceUrl",
       t.attested_by as "attestedBy", t.attested_at as "attestedAt"
     from unnest($1::uuid[]) as asked (id)
     cross join lateral (select * from depth_attestation a where a.practitioner_id = asked.id
       order by a.attested_at desc, a.id limit ${ATTESTATIONS_SHOWN}) t`,
    [practitionerIds],
  );
}
