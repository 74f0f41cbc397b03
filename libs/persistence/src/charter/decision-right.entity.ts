import type { RightHolder } from '@bicorne/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One area of decision, and whose it is. */
@Entity('decision_right')
export class DecisionRightEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ name: 'charter_id', type: 'uuid' })
  charterId!: string;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string;

  @PrimaryColumn({ type: 'integer' })
  position!: number;

  @Column({ type: 'text' })
  area!: string;

  @Column({ type: 'text' })
  holder!: RightHolder;

  @Column({ name: 'holder_name', type: 'text', nullable: true })
  holderName!: string | null;

  @Column({ type: 'text', nullable: true })
  note!: string | null;
}
