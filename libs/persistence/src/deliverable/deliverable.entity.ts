import type { DeliverableContent, DeliverableState, Hat, Verdict } from '@bicorne/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One document that a hat owes, with the figures of its latest revision. */
@Entity('deliverable')
export class DeliverableEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'engagement_id', type: 'uuid' })
  engagementId!: string;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string;

  @Column({ type: 'text' })
  key!: string;

  @Column({ type: 'text' })
  hat!: Hat;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'real' })
  weight!: number;

  @Column({ type: 'text' })
  state!: DeliverableState;

  @Column({ name: 'due_on', type: 'date' })
  dueOn!: string;

  @Column({ name: 'original_due_on', type: 'date' })
  originalDueOn!: string;

  @Column({ type: 'real', nullable: true })
  depth!: number | null;

  @Column({ type: 'text', nullable: true })
  verdict!: Verdict | null;

  @Column({ name: 'weakest_critical', type: 'jsonb', nullable: true })
  weakestCritical!: { heading: string; depth: number } | null;

  @Column({ name: 'thin_sections', type: 'text', array: true, default: '{}' })
  thinSections!: string[];

  /** Of the revision that counts. */
  @Column({ type: 'jsonb', nullable: true })
  content!: DeliverableContent | null;

  /** Number of the quarter in which it was planned, from 1. */
  @Column({ type: 'integer', default: 1 })
  quarter!: number;

  /** The version of a template of the workspace's own; null where the catalogue's is meant. */
  @Column({ name: 'template_id', type: 'uuid', nullable: true })
  templateId!: string | null;

  @Column({ name: 'latest_revision', type: 'integer', default: 0 })
  latestRevision!: number;

  @Column({ name: 'submitted_revision', type: 'integer', nullable: true })
  submittedRevision!: number | null;

  @Column({ name: 'submitted_at', type: 'timestamptz', nullable: true })
  submittedAt!: Date | null;

  @Column({ name: 'sent_back_at', type: 'timestamptz', nullable: true })
  sentBackAt!: Date | null;

  @Column({ name: 'accepted_at', type: 'timestamptz', nullable: true })
  acceptedAt!: Date | null;

  @Column({ name: 'waived_at', type: 'timestamptz', nullable: true })
  waivedAt!: Date | null;

  @Column({ name: 'state_note', type: 'text', nullable: true })
  stateNote!: string | null;
}
