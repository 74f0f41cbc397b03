import type { Role } from '@bicorne/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That a practitioner or a sponsor acknowledged a version. */
@Entity('charter_acknowledgement')
export class CharterAcknowledgementEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ name: 'charter_id', type: 'uuid' })
  charterId!: string;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string;

  @PrimaryColumn({ name: 'user_key', type: 'text' })
  userKey!: string;

  @Column({ name: 'member_id', type: 'uuid', nullable: true })
  memberId!: string | null;

  @Column({ name: 'client_contact_id', type: 'uuid', nullable: true })
  clientContactId!: string | null;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  role!: Role;

  @Column({ name: 'acknowledged_at', type: 'timestamptz' })
  acknowledgedAt!: Date;
}
