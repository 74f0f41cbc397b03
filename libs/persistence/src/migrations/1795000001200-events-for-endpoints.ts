import type { MigrationInterface, QueryRunner } from 'typeorm';
import { acrossWorkspaces } from './support/tenant-table.js';

/** Deliveries about a submitted revision beside those about an alert; no event is written for an endpoint twice. */
export class EventsForEndpoints1795000001200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table bicorne.delivery
        alter column drift_alert_id drop not null,
        add column deliverable_id uuid,
        add column revision integer,
        add constraint delivery_deliverable foreign key (workspace_id, client_id, deliverable_id)
          references bicorne.deliverable (workspace_id, client_id, id) on delete cascade,
        add constraint delivery_subject check (num_nonnulls(drift_alert_id, deliverable_id) = 1),
        add constraint delivery_revision check ((deliverable_id is null) = (revision is null))`);
    // An alert is resolved once, for the same drift is a new alert; a revision is submitted once.
    await runner.query(`
      create unique index delivery_resolved_once on bicorne.delivery (workspace_id, drift_alert_id, webhook_endpoint_id)
        where event = 'drift_alert.resolved'`);
    await runner.query(`
      create unique index delivery_submitted_once
        on bicorne.delivery (workspace_id, deliverable_id, revision, webhook_endpoint_id)
        where deliverable_id is not null`);
    await runner.query(`
      create index delivery_endpoint on bicorne.delivery (workspace_id, webhook_endpoint_id, created_at desc, id desc)
        where webhook_endpoint_id is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop index bicorne.delivery_endpoint, bicorne.delivery_submitted_once, bicorne.delivery_resolved_once',
    );
    // What came with this migration has no place in what was before.
    await acrossWorkspaces(
      runner,
      ['delivery', 'delivery_attempt'],
      "delete from bicorne.delivery where deliverable_id is not null or event = 'drift_alert.resolved'",
    );
    await runner.query(`
      alter table bicorne.delivery
        drop constraint delivery_revision,
        drop constraint delivery_subject,
        drop constraint delivery_deliverable,
        drop column revision,
        drop column deliverable_id,
        alter column drift_alert_id set not null`);
  }
}
