import { inviteClientContact, type UseCaseContext } from '@bicorne/application';
import { WorkspaceTransaction } from '@bicorne/persistence';
import pg from 'pg';
import { PASSWORD, type TestApi, type TestWorkspace } from '../../support/api-server.js';
import { must, testServices } from '../../support/factories.js';

export interface BigWorkspace {
  owner: string;
  sponsor: string;
  /** Published id of an engagement that drifts. */
  engagementId: string;
}

/** Names as people have them: long, German, Japanese, from right to left. */
const NAMES = [
  'Noordlicht Energie',
  'Braithwaite & Sons Insurance Brokers of Newcastle upon Tyne',
  'Donaudampfschifffahrtsgesellschaft mbH',
  '東京先端技術コンサルティング株式会社',
  'شركة الأفق للتقنيات المتقدمة',
  'Ostara Foods',
];

/** Two hats, fourteen deliverables, and what they drift by, for each of so many clients; written as rows in one go. */
export async function fillWorkspace(
  api: TestApi,
  databaseUrl: string,
  workspace: TestWorkspace,
  clients: number,
): Promise<BigWorkspace> {
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c search_path=bicorne' });
  await client.connect();
  const run = (sql: string): Promise<unknown> => client.query(sql.replaceAll(':workspace', `'${workspace.id}'`));
  try {
    await run(`insert into client (workspace_id, name, created_at)
      select :workspace, (array[${NAMES.map((name) => `'${name.replaceAll("'", "''")}'`).join(', ')}])[n % ${NAMES.length} + 1]
        || ' ' || n, now() from generate_series(1, ${clients}) n`);
    await run(`insert into engagement (workspace_id, client_id, shape, state, starts_on, ends_on, time_zone, currency,
        created_at, started_at, open_alerts, critical_alerts)
      select workspace_id, id, 'CTO_AND_CAIO', case when n % 20 = 0 then 'DRAFT' else 'ACTIVE' end, current_date - n % 90,
        current_date - n % 90 + 90, 'UTC', 'EUR', now(), now(), case when n % 3 = 0 then 1 + n % 4 else 0 end, case when n % 9 = 0 then 1 else 0 end
      from (select *, row_number() over (order by name)::int as n from client where workspace_id = :workspace) c`);
    await run(`insert into quarter (workspace_id, engagement_id, number, client_id, from_day, to_day, created_at)
      select workspace_id, id, 1, client_id, starts_on, ends_on, now() from engagement where workspace_id = :workspace`);
    await run(`insert into hat_assignment (workspace_id, engagement_id, client_id, hat, practitioner_id, days_per_week, depth,
        progress, late, thin)
      select e.workspace_id, e.id, e.client_id, h.hat, m.id, 1, 40 + (e.starts_on - current_date) % 40, 0.3,
        case when e.open_alerts > 1 then 1 else 0 end, case when e.open_alerts > 2 then 1 else 0 end
      from engagement e, member m, (values ('CTO'), ('CAIO')) h (hat)
      where e.workspace_id = :workspace and m.workspace_id = :workspace`);
    await run(`insert into deliverable (workspace_id, engagement_id, client_id, key, hat, title, weight, state, due_on,
        original_due_on, depth, verdict, latest_revision)
      select e.workspace_id, e.id, e.client_id, 'work-' || n, case when n <= 5 then 'CTO' else 'CAIO' end, 'Deliverable ' || n, 1,
        'IN_PROGRESS', e.starts_on + 10 + n * 5, e.starts_on + 10 + n * 5, 40, 'THIN', 1
      from engagement e, generate_series(1, 14) n where e.workspace_id = :workspace`);
    await run(`insert into drift_alert (workspace_id, engagement_id, client_id, rule, subject_kind, subject_id, hat, severity,
        state, statement, clears_when, figures, opened_at, updated_at)
      select e.workspace_id, e.id, e.client_id, 'NEGLECTED_HAT', 'HAT', 'CAIO' || n, 'CAIO',
        case when n <= e.critical_alerts then 'CRITICAL' else 'WARNING' end, 'OPEN',
        'Nothing has moved under the CAIO hat for 26 days, while the CTO hat had 6 steps forward.',
        'A revision that raises depth, a decision, evidence or an acceptance is recorded under the hat.',
        '[{"name": "daysSilent", "value": 26, "threshold": 14}]', now(), now()
      from engagement e, generate_series(1, 5) n where e.workspace_id = :workspace and n <= e.open_alerts`);
    await client.query('analyze');
    const { rows } = await client.query<{ id: string; client_id: string }>(
      'select id, client_id from engagement where workspace_id = $1 and critical_alerts > 0 limit 1',
      [workspace.id],
    );
    const [engagement] = rows;
    if (!engagement) throw new Error('No engagement drifts.');
    const sponsor = `sponsor@${workspace.slug}.example`;
    await invite(api, workspace, engagement.client_id, sponsor);
    return {
      owner: workspace.ownerEmail,
      sponsor,
      engagementId: Buffer.from(`Engagement:${engagement.id}`).toString('base64url'),
    };
  } finally {
    await client.end();
  }
}

async function invite(api: TestApi, { id }: TestWorkspace, clientId: string, email: string): Promise<void> {
  const context: UseCaseContext = {
    caller: {
      kind: 'token',
      workspaceId: id,
      role: 'OWNER',
      name: 'Bench',
      memberId: null,
      clientContactId: null,
      clientId: null,
      userId: null,
      tokenId: null,
      scopes: ['READ', 'WRITE'],
    },
    transaction: new WorkspaceTransaction(api.database),
    services: await testServices(),
    now: () => new Date(),
  };
  await must(
    inviteClientContact(context, { clientId, name: 'Hanneke Dijkstra', email, role: 'SPONSOR', password: PASSWORD }),
  );
}
