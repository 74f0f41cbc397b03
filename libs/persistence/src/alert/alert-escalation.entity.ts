import type { EscalationLevel } from '@bicorne/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One step further up that an alert went because nobody answered it. */
@Entity('alert_escalation')
export class AlertEscalationEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ name: 'drift_alert_id', type: 'uuid' })
  driftAlertId!: string;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string;

  @PrimaryColumn({ type: 'text' })
  level!: EscalationLevel;

  @Column({ type: 'timestamptz' })
  at!: Date;

  /** Names of those who had not been told before. */
  @Column({ type: 'text', array: true })
  told!: string[];
}
