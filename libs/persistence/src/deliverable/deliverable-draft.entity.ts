import type { Evidence } from '@bicorne/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What one person is writing on a deliverable and has not saved as a revision. */
@Entity('deliverable_draft')
export class DeliverableDraftEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ name: 'deliverable_id', type: 'uuid' })
  deliverableId!: string;

  @PrimaryColumn({ name: 'member_id', type: 'uuid' })
  memberId!: string;

  /** Number of the revision that the writing began from; 0 before any. */
  @Column({ name: 'base_revision', type: 'integer' })
  baseRevision!: number;

  @Column({ type: 'text' })
  markdown!: string;

  @Column({ type: 'jsonb' })
  evidence!: Evidence[];

  @Column({ name: 'kept_at', type: 'timestamptz' })
  keptAt!: Date;
}
