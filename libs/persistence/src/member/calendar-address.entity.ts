import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The secret address of one person's calendar; only its SHA-256 is kept. */
@Entity('calendar_address')
export class CalendarAddressEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'member_id', type: 'uuid', nullable: true })
  memberId!: string | null;

  @Column({ name: 'client_contact_id', type: 'uuid', nullable: true })
  clientContactId!: string | null;

  /** Of the client contact. */
  @Column({ name: 'client_id', type: 'uuid', nullable: true })
  clientId!: string | null;

  @Column({ type: 'bytea' })
  hash!: Buffer;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
