import type { EvidenceKind } from '@bicorne/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What shows that a section is true. */
@Entity('evidence')
export class EvidenceEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'revision_id', type: 'uuid' })
  revisionId!: string;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string;

  @Column({ type: 'text' })
  section!: string;

  @Column({ type: 'text' })
  kind!: EvidenceKind;

  @Column({ type: 'text', nullable: true })
  url!: string | null;

  @Column({ name: 'file_id', type: 'uuid', nullable: true })
  fileId!: string | null;

  @Column({ type: 'text', nullable: true })
  statement!: string | null;
}
