import { seal } from '@bicorne/persistence';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { SECRET } from './machines.js';
import type { HookName, Recipients } from './recipients.js';

const DELIVERABLES = 10;
const ALERTS_IN_WORKSPACE = 200;
const LEAST_WORKSPACES = 4;

/** Which receivers a workspace tells besides the fast one. */
const HOOKS_OF = (index: number): HookName[] => [
  'fast',
  ...(index % 4 === 1 ? (['failing'] as const) : []),
  ...(index % 10 === 2 ? (['hanging'] as const) : []),
];

export interface Planted {
  workspaces: { id: string; slug: string; alerts: number; hooks: number }[];
  /** Late deliverables: each is an alert, once. */
  alerts: number;
}

/** Engagements with deliverables that are late. None is looked at before `letFlow` says so. */
export async function plant(url: string, { hooks, secret }: Recipients, alerts: number): Promise<Planted> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=bicorne' });
  await client.connect();
  const count = Math.max(LEAST_WORKSPACES, Math.ceil(alerts / ALERTS_IN_WORKSPACE));
  const engagements = Math.ceil(alerts / count / DELIVERABLES);
  const planted: Planted = { workspaces: [], alerts: count * engagements * DELIVERABLES };
  for (let index = 0; index < count; index += 1) {
    const id = randomUUID();
    const slug = `chaos-${index}`;
    await client.query(WORKSPACE, [id, slug, engagements, DELIVERABLES, index / count]);
    const names = HOOKS_OF(index);
    for (const name of names) {
      const endpointId = randomUUID();
      const place = { column: 'webhook_endpoint.secret_sealed', workspaceId: id, key: [endpointId] } as const;
      const sealed = seal({ secret: SECRET }, secret, place);
      await client.query(
        `insert into webhook_endpoint (workspace_id, id, url, events, secret_sealed, created_at)
         values ($1, $2, $3, '{DRIFT_ALERT_RAISED}', $4, now())`,
        [id, endpointId, hooks[name].url, sealed],
      );
    }
    planted.workspaces.push({ id, slug, alerts: engagements * DELIVERABLES, hooks: names.length });
  }
  await client.query('analyze');
  await client.end();
  return planted;
}

/**
 * Lets alerts flow: the first `share` of all engagements, over all workspaces, are due from now on.
 *
 * @param share from 0 to 1
 */
export async function letFlow(client: pg.Client, share: number): Promise<void> {
  await client.query(
    `update engagement set next_check_at = now()
     where next_check_at between now() + interval '100 days' and created_at + interval '200 days' + $1 * interval '1 day'`,
    [share],
  );
}

/**
 * $1 id, $2 slug, $3 engagements, $4 deliverables of each, $5 share of a step by which this one is shifted. The place of an
 * engagement in the flow is how far into a day, 200 days on, its next look stands.
 */
const WORKSPACE = `
  with made as (
    insert into workspace (id, slug, name, time_zone, currency) values ($1, $2, $2, 'UTC', 'EUR') returning id
  ), person as (
    insert into member (workspace_id, user_id, name, email, role)
    select id, 'user of ' || $2, 'Ada ' || $2, 'ada@' || $2 || '.example', 'PRACTITIONER' from made
    returning workspace_id, id
  ), preference as (
    insert into notice_preference (workspace_id, recipient_kind, recipient_id, channels, immediate, digest_at, time_zone,
      updated_at)
    select workspace_id, 'MEMBER', id, '{EMAIL}', '{NOTICE,WARNING,CRITICAL}', '08:00', 'UTC', now() from person
  ), customer as (
    insert into client (workspace_id, name, created_at) select id, 'Client of ' || $2, now() from made
    returning workspace_id, id
  ), begun as (
    insert into engagement (workspace_id, client_id, shape, state, starts_on, ends_on, time_zone, currency, started_at,
      created_at, next_check_at)
    select workspace_id, id, 'FRACTIONAL_CTO', 'ACTIVE', current_date - 20, current_date + 70, 'UTC', 'EUR',
      now() - interval '20 days', now(), now() + interval '200 days' + interval '1 day' * (n - 1 + $5::float) / $3
    from customer, generate_series(1, $3::int) n
    returning *
  ), quartered as (
    insert into quarter (workspace_id, client_id, engagement_id, number, from_day, to_day, created_at)
    select workspace_id, client_id, id, 1, starts_on, ends_on, now() from begun
  ), hatted as (
    insert into hat_assignment (workspace_id, client_id, engagement_id, hat, practitioner_id, days_per_week)
    select b.workspace_id, b.client_id, b.id, 'CTO', p.id, 2 from begun b, person p
  )
  insert into deliverable (workspace_id, client_id, engagement_id, key, hat, title, weight, state, due_on, original_due_on)
  select workspace_id, client_id, id, 'late-' || n, 'CTO', 'Deliverable ' || n, 1, 'PLANNED', current_date - 3, current_date - 3
  from begun, generate_series(1, $4::int) n`;
