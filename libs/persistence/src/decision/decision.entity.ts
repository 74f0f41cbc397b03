import type { Hat } from '@bicorne/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A decision taken, and the hat that was on. */
@Entity('decision')
export class DecisionEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'engagement_id', type: 'uuid' })
  engagementId!: string;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string;

  @Column({ type: 'text' })
  area!: string;

  @Column({ name: 'hat_worn', type: 'text' })
  hatWorn!: Hat | 'JOINT';

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  decision!: string;

  @Column({ type: 'text' })
  rationale!: string;

  @Column({ type: 'text', array: true })
  options!: string[];

  @Column({ name: 'decided_at', type: 'timestamptz' })
  decidedAt!: Date;

  @Column({ name: 'decided_by', type: 'text' })
  decidedBy!: string;

  @Column({ name: 'decided_by_member', type: 'uuid', nullable: true })
  decidedByMember!: string | null;

  @Column({ type: 'numeric', nullable: true })
  spend!: string | null;

  @Column({ type: 'text', nullable: true })
  vendor!: string | null;

  @Column({ name: 'supersedes_id', type: 'uuid', nullable: true })
  supersedesId!: string | null;

  @Column({ name: 'revisit_on', type: 'date', nullable: true })
  revisitOn!: string | null;

  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt!: Date;
}
