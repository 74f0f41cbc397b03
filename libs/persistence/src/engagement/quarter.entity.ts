import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A quarter of an engagement, moved by its pauses. */
@Entity('quarter')
export class QuarterEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ name: 'engagement_id', type: 'uuid' })
  engagementId!: string;

  @PrimaryColumn({ type: 'integer' })
  number!: number;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string;

  @Column({ name: 'from_day', type: 'date' })
  fromDay!: string;

  @Column({ name: 'to_day', type: 'date' })
  toDay!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
