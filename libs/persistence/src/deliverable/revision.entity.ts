import type { Assessment, DeliverableContent, Verdict } from '@bicorne/domain';
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

  /** What rules compare across deliverables; null where nothing was read from it. */
  @Column({ type: 'jsonb', nullable: true })
  content!: DeliverableContent | null;

  /** What stands as evidence in it, by identity; links of the text too. */
  @Column({ type: 'text', array: true, default: '{}' })
  sources!: string[];

  /** The uploaded file that the text was taken from. */
  @Column({ name: 'file_id', type: 'uuid', nullable: true })
  fileId!: string | null;

  @Column({ name: 'saved_at', type: 'timestamptz' })
  savedAt!: Date;

  @Column({ name: 'saved_by', type: 'text' })
  savedBy!: string;
}
