import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An address that receives signed events. */
@Entity('webhook_endpoint')
export class WebhookEndpointEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  /** Of a Slack channel the origin alone: who has its whole address may write there. */
  @Column({ type: 'text' })
  url!: string;

  /** The whole address of a Slack channel. */
  @Column({ name: 'address_sealed', type: 'bytea', nullable: true })
  addressSealed!: Buffer | null;

  @Column({ type: 'text', array: true })
  events!: string[];

  @Column({ name: 'secret_sealed', type: 'bytea' })
  secretSealed!: Buffer;

  /** STANDARD takes signed events, SLACK the messages of an incoming webhook. */
  @Column({ type: 'text', default: 'STANDARD' })
  kind!: 'STANDARD' | 'SLACK';

  /** Of the secret before the last rotation, which signs too until then. */
  @Column({ name: 'previous_secret_sealed', type: 'bytea', nullable: true })
  previousSecretSealed!: Buffer | null;

  @Column({ name: 'previous_secret_until', type: 'timestamptz', nullable: true })
  previousSecretUntil!: Date | null;

  /** Since when nothing that was sent arrived; null while the last thing did. */
  @Column({ name: 'failing_since', type: 'timestamptz', nullable: true })
  failingSince!: Date | null;

  /** Nothing is sent to it from then on. */
  @Column({ name: 'disabled_at', type: 'timestamptz', nullable: true })
  disabledAt!: Date | null;

  @Column({ name: 'disabled_reason', type: 'text', nullable: true })
  disabledReason!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'removed_at', type: 'timestamptz', nullable: true })
  removedAt!: Date | null;
}
