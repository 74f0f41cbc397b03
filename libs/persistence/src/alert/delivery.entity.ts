import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One message to one recipient: about an alert, or about a revision that went to the client. */
@Entity('delivery')
export class DeliveryEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'drift_alert_id', type: 'uuid', nullable: true })
  driftAlertId!: string | null;

  @Column({ name: 'deliverable_id', type: 'uuid', nullable: true })
  deliverableId!: string | null;

  /** Of the deliverable; null where the message is about an alert. */
  @Column({ type: 'integer', nullable: true })
  revision!: number | null;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string;

  @Column({ type: 'text' })
  event!: string;

  @Column({ type: 'text' })
  channel!: 'EMAIL' | 'SLACK' | 'WEBHOOK';

  @Column({ type: 'text' })
  recipient!: string;

  @Column({ name: 'webhook_endpoint_id', type: 'uuid', nullable: true })
  webhookEndpointId!: string | null;

  @Column({ type: 'jsonb' })
  payload!: Record<string, unknown>;

  @Column({ type: 'text' })
  state!: 'PENDING' | 'SENDING' | 'SENT' | 'FAILED';

  @Column({ type: 'integer', default: 0 })
  attempts!: number;

  @Column({ name: 'next_attempt_at', type: 'timestamptz' })
  nextAttemptAt!: Date;

  @Column({ name: 'lease_until', type: 'timestamptz', nullable: true })
  leaseUntil!: Date | null;

  @Column({ type: 'bigint', default: 0 })
  fence!: string;

  @Column({ name: 'sent_at', type: 'timestamptz', nullable: true })
  sentAt!: Date | null;

  @Column({ name: 'last_error', type: 'text', nullable: true })
  lastError!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
