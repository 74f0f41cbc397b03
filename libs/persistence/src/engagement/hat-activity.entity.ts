import type { Hat } from '@bicorne/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A moment at which work was done under a hat. */
@Entity('hat_activity')
export class HatActivityEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'engagement_id', type: 'uuid' })
  engagementId!: string;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string;

  @Column({ type: 'text' })
  hat!: Hat;

  @Column({ type: 'text' })
  kind!: 'REVISION_RAISED_DEPTH' | 'DECISION' | 'EVIDENCE' | 'ACCEPTANCE';

  @Column({ type: 'timestamptz' })
  at!: Date;
}
