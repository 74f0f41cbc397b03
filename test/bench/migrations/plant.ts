import type pg from 'pg';
import { plantOldRows } from '../../support/old-rows.js';

export interface Scale {
  /** Beside the two that an earlier version wrote. */
  workspaces: number;
  /** In each, one engagement a client. */
  clients: number;
}

/** Templates of the catalogue, as every version of it has them. */
const KEYS = {
  CTO: ['architecture-read', 'decision-log', 'hiring-plan', 'roadmap', 'technology-read'],
  CAIO: [
    'ai-capability-map',
    'ai-strategy',
    'data-lineage',
    'governance-framework',
    'governance-ownership',
    'incident-runbook',
    'model-registry',
    'output-monitoring',
    'stakeholder-impact',
  ],
};
/** One in so many has a text. */
const TEXT_OF_EACH = 10;

export const DELIVERABLES_EACH = KEYS.CTO.length + KEYS.CAIO.length;

/**
 * Writes what an early version wrote, migrates on, and copies its active engagement until there are
 * `workspaces × clients × 14` deliverables, a tenth of them with a text. Checks and triggers are off while it copies.
 *
 * @param superuser of a database that is migrated to the version of test/support/old-rows.ts
 * @param migrateOn to the version in which the copies are made
 */
export async function plant(superuser: pg.Client, scale: Scale, migrateOn: () => Promise<unknown>): Promise<void> {
  await plantOldRows(superuser);
  await migrateOn();
  await superuser.query('set session_replication_role = replica');
  try {
    for (const sql of COPIES)
      await superuser.query(
        sql
          .replaceAll('$workspaces', String(scale.workspaces))
          .replaceAll('$clients', String(scale.clients))
          .replaceAll('$textEach', String(TEXT_OF_EACH)),
      );
  } finally {
    await superuser.query('reset session_replication_role');
  }
  // What the server would do by itself, in the middle of what is measured.
  await superuser.query('vacuum analyze');
  await superuser.query('checkpoint');
}

const id = (what: string, ...of: string[]): string => `md5('${what}' || ${of.join(` || '-' || `)})::uuid`;

const VALUES = Object.entries(KEYS)
  .flatMap(([hat, keys]) => keys.map((key) => `('${hat}', '${key}')`))
  .join();

const COPIES = [
  `insert into workspace (id, slug, name, time_zone, currency)
   select ${id('w', 'w')}, 'w' || w, 'Workspace ' || w, 'Europe/Amsterdam', 'EUR' from generate_series(1, $workspaces) w`,
  `insert into client (workspace_id, id, name, created_at)
   select ${id('w', 'w')}, ${id('c', 'w', 'c')}, 'Client ' || c, '2026-02-20'
   from generate_series(1, $workspaces) w, generate_series(1, $clients) c`,
  `insert into engagement (workspace_id, id, client_id, shape, state, starts_on, ends_on, time_zone, currency,
     ai_risk_owner_name, started_at, next_check_at, created_at)
   select ${id('w', 'w')}, ${id('e', 'w', 'c')}, ${id('c', 'w', 'c')}, 'TWO_ROLES', 'ACTIVE', '2026-03-02', '2026-05-30',
     'Europe/Amsterdam', 'EUR', 'Carla Reyes', '2026-03-02T08:00Z', '2026-03-02T08:00Z', '2026-02-25T10:00Z'
   from generate_series(1, $workspaces) w, generate_series(1, $clients) c`,
  `insert into quarter (workspace_id, client_id, engagement_id, number, from_day, to_day, created_at)
   select workspace_id, client_id, id, 1, starts_on, ends_on, created_at from engagement e
   where not exists (select from quarter q where q.workspace_id = e.workspace_id and q.engagement_id = e.id)`,
  `insert into hat_assignment (workspace_id, engagement_id, client_id, hat, days_per_week, per_decision_limit,
     per_quarter_limit)
   select ${id('w', 'w')}, ${id('e', 'w', 'c')}, ${id('c', 'w', 'c')}, hat, 2, 10000, 40000
   from generate_series(1, $workspaces) w, generate_series(1, $clients) c, unnest('{CTO,CAIO}'::text[]) hat`,
  `insert into deliverable (workspace_id, id, engagement_id, client_id, key, hat, title, weight, state, due_on,
     original_due_on, depth, verdict, latest_revision)
   select ${id('w', 'w')}, ${id('d', 'w', 'c', 'key')}, ${id('e', 'w', 'c')}, ${id('c', 'w', 'c')}, key, hat, key, 1,
     'IN_PROGRESS', '2026-05-30', '2026-05-30', case when c % $textEach = 0 then 40 end,
     case when c % $textEach = 0 then 'THIN' end, case when c % $textEach = 0 then 1 else 0 end
   from generate_series(1, $workspaces) w, generate_series(1, $clients) c, (values ${VALUES}) x(hat, key)`,
  `insert into revision (workspace_id, id, deliverable_id, client_id, number, markdown, depth, verdict, assessment, saved_at, saved_by)
   select ${id('w', 'w')}, ${id('r', 'w', 'c', 'key')}, ${id('d', 'w', 'c', 'key')}, ${id('c', 'w', 'c')}, 1,
     '# ' || key || E'\\n\\n' || repeat('What was decided, and by whom. ', 40), 40, 'THIN',
     '{"depth": 40, "verdict": "THIN", "sections": [], "reasons": []}', '2026-03-09T09:00Z', 'Ada Moreno'
   from generate_series(1, $workspaces) w, generate_series($textEach, $clients, $textEach) c, (values ${VALUES}) x(hat, key)`,
];

/** Slug of the first copied workspace. */
export const COPIED_WORKSPACE = 'w1';
