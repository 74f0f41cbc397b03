import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A tenant: one consultancy. */
@Entity('workspace')
export class WorkspaceEntity {
  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ type: 'text' })
  slug!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'time_zone', type: 'text' })
  timeZone!: string;

  @Column({ type: 'char', length: 3 })
  currency!: string;

  @Column({ name: 'working_days', type: 'smallint', array: true, default: '{1,2,3,4,5}' })
  workingDays!: number[];

  @Column({ name: 'public_intake_enabled', type: 'boolean', default: false })
  publicIntakeEnabled!: boolean;

  @Column({ name: 'public_intake_introduction', type: 'text', nullable: true })
  publicIntakeIntroduction!: string | null;

  /** Since when there is nothing in it any more. */
  @Column({ name: 'erased_at', type: 'timestamptz', nullable: true })
  erasedAt!: Date | null;

  @Column({ type: 'boolean', default: false })
  demo!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
