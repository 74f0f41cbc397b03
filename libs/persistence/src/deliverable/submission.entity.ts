import type { Verdict } from '@bicorne/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One time that a revision went to the client, with the depth that it had. */
@Entity('submission')
export class SubmissionEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ name: 'deliverable_id', type: 'uuid' })
  deliverableId!: string;

  @PrimaryColumn({ type: 'integer' })
  revision!: number;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string;

  @Column({ type: 'real' })
  depth!: number;

  @Column({ type: 'text' })
  verdict!: Verdict;

  @Column({ name: 'submitted_at', type: 'timestamptz' })
  submittedAt!: Date;

  @Column({ name: 'submitted_by', type: 'text' })
  submittedBy!: string;
}
