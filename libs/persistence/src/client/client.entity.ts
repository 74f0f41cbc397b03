import type { ClientSource, Stage } from '@bicorne/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A company that the consultancy serves. */
@Entity('client')
export class ClientEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', nullable: true })
  stage!: Stage | null;

  @Column({ type: 'text', nullable: true })
  website!: string | null;

  @Column({ name: 'time_zone', type: 'text', nullable: true })
  timeZone!: string | null;

  @Column({ type: 'text', nullable: true })
  notes!: string | null;

  /** How it came into the portfolio. */
  @Column({ type: 'text', default: 'MEMBER' })
  source!: ClientSource;

  /** Who answered for the company at the public address; null for a client that a member entered. */
  @Column({ name: 'prospect_name', type: 'text', nullable: true })
  prospectName!: string | null;

  @Column({ name: 'prospect_email', type: 'text', nullable: true })
  prospectEmail!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
