import type { Hat } from '@bicorne/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That one hat agreed to a JOINT decision, with a reason of its own. */
@Entity('decision_sign_off')
export class DecisionSignOffEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ name: 'decision_id', type: 'uuid' })
  decisionId!: string;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string;

  @PrimaryColumn({ type: 'text' })
  hat!: Hat;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ name: 'signed_by', type: 'text' })
  signedBy!: string;

  @Column({ name: 'signed_by_member', type: 'uuid', nullable: true })
  signedByMember!: string | null;

  @Column({ name: 'signed_at', type: 'timestamptz' })
  signedAt!: Date;
}
