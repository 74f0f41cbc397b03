import type { Assessment, Verdict } from '@bicorne/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One saved state of a deliverable. Kept for ever. */
@Entity('revision')
export class RevisionEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'deliverable_id', type: 'uuid' })
  deliverableId!: string;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string;

  @Column({ type: 'integer' })
  number!: number;

  @Column({ type: 'text' })
  markdown!: string;

  @Column({ type: 'real' })
  depth!: number;

  @Column({ type: 'text' })
  verdict!: Verdict;

  @Column({ type: 'jsonb' })
  assessment!: Assessment;

  @Column({ name: 'saved_at', type: 'timestamptz' })
  savedAt!: Date;

  @Column({ name: 'saved_by', type: 'text' })
  savedBy!: string;
}
