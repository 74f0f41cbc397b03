import type { AlertState, Hat, RuleCode, Severity, SignalFigure } from '@bicorne/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A signal that people are told about. */
@Entity('drift_alert')
export class DriftAlertEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'engagement_id', type: 'uuid' })
  engagementId!: string;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string;

  @Column({ type: 'text' })
  rule!: RuleCode;

  @Column({ name: 'subject_kind', type: 'text' })
  subjectKind!: 'DELIVERABLE' | 'HAT' | 'DECISION' | 'ENGAGEMENT';

  @Column({ name: 'subject_id', type: 'text' })
  subjectId!: string;

  @Column({ type: 'text', nullable: true })
  hat!: Hat | null;

  @Column({ name: 'deliverable_id', type: 'uuid', nullable: true })
  deliverableId!: string | null;

  @Column({ type: 'text' })
  severity!: Severity;

  @Column({ type: 'text' })
  state!: AlertState;

  @Column({ type: 'text' })
  statement!: string;

  @Column({ name: 'clears_when', type: 'text' })
  clearsWhen!: string;

  @Column({ type: 'jsonb' })
  figures!: SignalFigure[];

  @Column({ name: 'opened_at', type: 'timestamptz' })
  openedAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;

  @Column({ name: 'acknowledged_at', type: 'timestamptz', nullable: true })
  acknowledgedAt!: Date | null;

  @Column({ name: 'acknowledged_by', type: 'text', nullable: true })
  acknowledgedBy!: string | null;

  @Column({ type: 'text', nullable: true })
  note!: string | null;

  @Column({ name: 'snoozed_until', type: 'timestamptz', nullable: true })
  snoozedUntil!: Date | null;

  /** When a snooze last ended; null where none did. */
  @Column({ name: 'woken_at', type: 'timestamptz', nullable: true })
  wokenAt!: Date | null;

  @Column({ name: 'resolved_at', type: 'timestamptz', nullable: true })
  resolvedAt!: Date | null;

  @Column({ name: 'previous_alert_id', type: 'uuid', nullable: true })
  previousAlertId!: string | null;
}
