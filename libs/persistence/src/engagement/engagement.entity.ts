import type { EngagementState, Shape } from '@bicorne/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One client, one shape, one or two hats, a 90-day quarter. */
@Entity('engagement')
export class EngagementEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string;

  @Column({ name: 'intake_assessment_id', type: 'uuid', nullable: true })
  intakeAssessmentId!: string | null;

  @Column({ type: 'text' })
  shape!: Shape;

  @Column({ type: 'text' })
  state!: EngagementState;

  @Column({ name: 'starts_on', type: 'date' })
  startsOn!: string;

  @Column({ name: 'ends_on', type: 'date' })
  endsOn!: string;

  @Column({ name: 'time_zone', type: 'text' })
  timeZone!: string;

  @Column({ type: 'char', length: 3 })
  currency!: string;

  @Column({ name: 'ai_risk_owner_name', type: 'text', nullable: true })
  aiRiskOwnerName!: string | null;

  @Column({ name: 'ai_risk_owner_email', type: 'text', nullable: true })
  aiRiskOwnerEmail!: string | null;

  @Column({ name: 'started_at', type: 'timestamptz', nullable: true })
  startedAt!: Date | null;

  @Column({ name: 'paused_on', type: 'date', nullable: true })
  pausedOn!: string | null;

  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: Date | null;

  @Column({ name: 'closed_reason', type: 'text', nullable: true })
  closedReason!: string | null;

  @Column({ name: 'open_alerts', type: 'integer', default: 0 })
  openAlerts!: number;

  @Column({ name: 'critical_alerts', type: 'integer', default: 0 })
  criticalAlerts!: number;

  @Column({ name: 'next_check_at', type: 'timestamptz', nullable: true })
  nextCheckAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
