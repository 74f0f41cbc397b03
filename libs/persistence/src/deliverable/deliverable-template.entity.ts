import type { Hat } from '@bicorne/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One version of a template of a workspace's own. It never changes; a newer version is a new row. */
@Entity('deliverable_template')
export class DeliverableTemplateEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ type: 'text' })
  key!: string;

  @Column({ type: 'text' })
  hat!: Hat;

  @Column({ type: 'text' })
  title!: string;

  /** Day of the quarter by whose end it is due. */
  @Column({ name: 'due_day', type: 'integer' })
  dueDay!: number;

  @Column({ type: 'real' })
  weight!: number;

  /** As it was given, front matter and all. */
  @Column({ type: 'text' })
  markdown!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'created_by', type: 'text' })
  createdBy!: string;

  @Column({ name: 'retired_at', type: 'timestamptz', nullable: true })
  retiredAt!: Date | null;
}
