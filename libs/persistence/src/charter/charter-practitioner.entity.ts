import type { Hat } from '@bicorne/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who wore a hat when a version was published, and so acknowledges it. */
@Entity('charter_practitioner')
export class CharterPractitionerEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  workspaceId!: string;

  @PrimaryColumn({ name: 'charter_id', type: 'uuid' })
  charterId!: string;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string;

  @PrimaryColumn({ type: 'text' })
  hat!: Hat;

  @Column({ name: 'practitioner_id', type: 'uuid' })
  practitionerId!: string;
}
