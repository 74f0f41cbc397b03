import type { IntakeAnswers, Recommendation } from '@bicorne/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The answers that a client gave, and the recommendation computed from them. Immutable. */
@Entity('intake_assessment')
export class IntakeAssessmentEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string;

  @Column({ name: 'rubric_version', type: 'integer' })
  rubricVersion!: number;

  @Column({ type: 'jsonb' })
  answers!: IntakeAnswers;

  @Column({ type: 'jsonb' })
  recommendation!: Recommendation;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'created_by', type: 'text' })
  createdBy!: string;
}
