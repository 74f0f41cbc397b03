import type { Hat } from '@bicorne/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who wears a hat in an engagement, and the figures kept beside it. */
@Entity('hat_assignment')
export class HatAssignmentEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ name: 'engagement_id', type: 'uuid' })
  engagementId!: string;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string;

  @PrimaryColumn({ type: 'text' })
  hat!: Hat;

  @Column({ name: 'practitioner_id', type: 'uuid', nullable: true })
  practitionerId!: string | null;

  @Column({ name: 'days_per_week', type: 'numeric' })
  daysPerWeek!: string;

  @Column({ name: 'per_decision_limit', type: 'numeric', nullable: true })
  perDecisionLimit!: string | null;

  @Column({ name: 'per_quarter_limit', type: 'numeric', nullable: true })
  perQuarterLimit!: string | null;

  @Column({ type: 'real', nullable: true })
  depth!: number | null;

  @Column({ type: 'real', default: 0 })
  progress!: number;

  @Column({ type: 'integer', default: 0 })
  late!: number;

  @Column({ type: 'integer', default: 0 })
  thin!: number;
}
