import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dropIndexConcurrently, indexConcurrently } from './support/concurrently.js';

/** To the rows that a foreign key asks for when what they point to is removed: without, each removal reads a whole table. */
const WAYS = [
  ['charter_practitioner_member', 'bicorne.charter_practitioner (workspace_id, practitioner_id)'],
  [
    'engagement_intake_assessment',
    'bicorne.engagement (workspace_id, intake_assessment_id) where intake_assessment_id is not null',
  ],
  ['drift_alert_deliverable', 'bicorne.drift_alert (workspace_id, deliverable_id) where deliverable_id is not null'],
  ['drift_alert_previous', 'bicorne.drift_alert (workspace_id, previous_alert_id) where previous_alert_id is not null'],
  ['due_date_move_deliverable', 'bicorne.due_date_move (workspace_id, deliverable_id)'],
  ['deliverable_overlap_cto', 'bicorne.deliverable_overlap (workspace_id, cto_deliverable_id)'],
  ['deliverable_overlap_caio', 'bicorne.deliverable_overlap (workspace_id, caio_deliverable_id)'],
] as const;

export class WaysDownForeignKeys1795000001860 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, on] of WAYS) await indexConcurrently(runner, name, on);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name] of WAYS) await dropIndexConcurrently(runner, name);
  }
}
