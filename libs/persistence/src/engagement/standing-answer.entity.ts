import type { StandingQuestion } from '@bicorne/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An answer to one of the two test questions; earlier ones are kept. */
@Entity('standing_answer')
export class StandingAnswerEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'engagement_id', type: 'uuid' })
  engagementId!: string;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string;

  @Column({ type: 'text' })
  question!: StandingQuestion;

  @Column({ type: 'text' })
  answer!: string;

  @Column({ name: 'answered_at', type: 'timestamptz' })
  answeredAt!: Date;

  @Column({ name: 'answered_by', type: 'text' })
  answeredBy!: string;
}
