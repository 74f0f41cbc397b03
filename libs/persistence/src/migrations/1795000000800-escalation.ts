import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './support/tenant-table.js';

/** A workspace's holidays, and who beyond the practitioner was told of an alert that nobody answered. */
export class Escalation1795000000800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table bicorne.workspace
        add column holidays date[] not null default '{}',
        add column escalate_to_sponsor boolean not null default false`);
    // When a snooze last ended: from then on an alert is unanswered anew.
    await runner.query('alter table bicorne.drift_alert add column woken_at timestamptz');
    await tenantTable(
      runner,
      'alert_escalation',
      `drift_alert_id uuid not null,
       client_id uuid not null,
       level text not null check (level in ('PARTNER', 'OWNER', 'SPONSOR')),
       at timestamptz not null,
       told text[] not null,
       primary key (workspace_id, drift_alert_id, level),
       foreign key (workspace_id, client_id, drift_alert_id)
         references bicorne.drift_alert (workspace_id, client_id, id) on delete cascade`,
      'own',
      'select, insert',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table bicorne.alert_escalation');
    await runner.query('alter table bicorne.drift_alert drop column woken_at');
    await runner.query('alter table bicorne.workspace drop column holidays, drop column escalate_to_sponsor');
  }
}
