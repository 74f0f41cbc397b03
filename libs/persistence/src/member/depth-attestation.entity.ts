import type { DepthEvidenceKind } from '@bicorne/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What attests a practitioner's AI depth. */
@Entity('depth_attestation')
export class DepthAttestationEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'practitioner_id', type: 'uuid' })
  practitionerId!: string;

  @Column({ type: 'text' })
  kind!: DepthEvidenceKind;

  @Column({ type: 'text' })
  statement!: string;

  @Column({ name: 'evidence_url', type: 'text' })
  evidenceUrl!: string;

  @Column({ name: 'attested_by', type: 'text' })
  attestedBy!: string;

  @Column({ name: 'attested_at', type: 'timestamptz' })
  attestedAt!: Date;
}
