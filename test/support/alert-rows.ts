import { newEndpointSecret, type AlertEventPayload, type ComposedPayload } from '@bicorne/notifications';
import { seal } from '@bicorne/persistence';
import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** The installation's secret in tests. */
export const TEST_SECRET = 'a secret for tests with more than 32 characters';

/**
 * Rows around an alert, written as superuser beneath the policies: a workspace, a client, an engagement and one alert,
 * without the drift that would have raised it.
 */
export class AlertRows {
  readonly workspaceId = randomUUID();
  readonly clientId = randomUUID();
  readonly engagementId = randomUUID();
  readonly alertId = randomUUID();

  private constructor(readonly client: pg.Client) {}

  static async write(url: string): Promise<AlertRows> {
    const client = new pg.Client({ connectionString: url, options: '-c search_path=bicorne' });
    await client.connect();
    const rows = new AlertRows(client);
    const { workspaceId, clientId, engagementId, alertId } = rows;
    await client.query(
      `insert into workspace (id, slug, name, time_zone, currency) values ($1, $2, 'Workspace', 'UTC', 'EUR')`,
      [workspaceId, `w-${workspaceId}`],
    );
    await client.query(`insert into client (workspace_id, id, name, created_at) values ($1, $2, 'Noordlicht', now())`, [
      workspaceId,
      clientId,
    ]);
    await client.query(
      `insert into engagement (workspace_id, id, client_id, shape, state, starts_on, ends_on, time_zone, currency, created_at)
       values ($1, $2, $3, 'FRACTIONAL_CAIO', 'DRAFT', '2026-01-05', '2026-04-04', 'UTC', 'EUR', now())`,
      [workspaceId, engagementId, clientId],
    );
    await client.query(
      `insert into drift_alert (workspace_id, id, engagement_id, client_id, rule, subject_kind, subject_id, hat, severity,
         state, statement, clears_when, figures, opened_at, updated_at)
       values ($1, $2, $3, $4, 'EMPTY_HAT', 'HAT', 'CAIO', 'CAIO', 'CRITICAL', 'OPEN', 'Nobody wears it.', 'Somebody does.',
         '[]', now(), now())`,
      [workspaceId, alertId, engagementId, clientId],
    );
    return rows;
  }

  event(): AlertEventPayload {
    return {
      type: 'drift_alert.raised',
      timestamp: '2026-03-02T09:00:00.000Z',
      data: {
        alertId: this.alertId,
        rule: 'EMPTY_HAT',
        severity: 'CRITICAL',
        hat: 'CAIO',
        statement: 'Nobody wears it.',
        clearsWhen: 'Somebody does.',
        client: { id: this.clientId, name: 'Noordlicht' },
        engagement: { id: this.engagementId },
        deliverable: null,
        url: `https://bicorne.example.com/alerts/${this.alertId}`,
      },
    };
  }

  /** @returns the endpoint's id */
  async endpoint(url: string, secret = newEndpointSecret(), kind: 'STANDARD' | 'SLACK' = 'STANDARD'): Promise<string> {
    const endpointId = randomUUID();
    const place = {
      column: 'webhook_endpoint.secret_sealed',
      workspaceId: this.workspaceId,
      key: [endpointId],
    } as const;
    const sealed = seal({ secret: TEST_SECRET }, secret, place);
    await this.client.query(
      `insert into webhook_endpoint (workspace_id, id, url, events, secret_sealed, kind, created_at)
       values ($1, $2, $3, '{DRIFT_ALERT_RAISED}', $4, $5, now())`,
      [this.workspaceId, endpointId, url, sealed, kind],
    );
    return endpointId;
  }

  /**
   * Deliveries with their outbox rows, in one transaction as a use case writes them.
   *
   * @returns their ids
   */
  async deliveries(
    count: number,
    to: { email: string } | { endpointId: string },
    { outbox = true } = {},
  ): Promise<string[]> {
    const { rows } = await this.client.query<{ id: string }>(
      `with made as (
         insert into delivery (workspace_id, drift_alert_id, client_id, event, channel, recipient, webhook_endpoint_id,
           payload, state, next_attempt_at, created_at)
         select $1, $2, $3, 'drift_alert.raised', $4, $5, $6, $7, 'PENDING', now(), now() from generate_series(1, $8)
         returning id
       ), written as (
         insert into outbox (workspace_id, job, payload)
         select $1, 'delivery.send', jsonb_build_object('workspaceId', $1::uuid, 'deliveryId', id) from made where $9
       )
       select id from made`,
      [
        this.workspaceId,
        this.alertId,
        this.clientId,
        'email' in to ? 'EMAIL' : 'WEBHOOK',
        'email' in to ? to.email : 'endpoint',
        'email' in to ? null : to.endpointId,
        this.event(),
        count,
        outbox,
      ],
    );
    return rows.map(({ id }) => id);
  }

  /** A delivery of many notices, as composing writes it. @returns its id */
  async composed(
    to: { email: string } | { slackEndpointId: string },
    payload: Omit<ComposedPayload, 'type'>,
  ): Promise<string> {
    const email = 'email' in to;
    const { rows } = await this.client.query<{ id: string }>(
      `insert into delivery (workspace_id, event, channel, recipient, webhook_endpoint_id, payload, state,
         next_attempt_at, created_at)
       values ($1, 'notices', $2, $3, $4, $5, 'PENDING', now(), now()) returning id`,
      [
        this.workspaceId,
        email ? 'EMAIL' : 'SLACK',
        email ? to.email : 'slack',
        email ? null : to.slackEndpointId,
        { type: 'notices', ...payload },
      ],
    );
    return rows[0]?.id ?? '';
  }

  /**
   * An engagement that runs and of which nobody wears the hat, with a hint to look at it, in one transaction. @returns its id
   */
  async driftingEngagement(): Promise<string> {
    const { rows } = await this.client.query<{ id: string }>(
      `with made as (
         insert into engagement (workspace_id, client_id, shape, state, starts_on, ends_on, time_zone, currency, started_at,
           created_at, next_check_at)
         values ($1, $2, 'FRACTIONAL_CTO', 'ACTIVE', current_date - 1, current_date + 89, 'UTC', 'EUR',
           now() - interval '1 day', now(), now() + interval '1 day')
         returning *
       ), quartered as (
         insert into quarter (workspace_id, client_id, engagement_id, number, from_day, to_day, created_at)
         select workspace_id, client_id, id, 1, starts_on, ends_on, now() from made
       ), hatted as (
         insert into hat_assignment (workspace_id, client_id, engagement_id, hat, days_per_week)
         select workspace_id, client_id, id, 'CTO', 2 from made
       ), hinted as (
         insert into outbox (workspace_id, job, payload)
         select $1, 'drift.check', jsonb_build_object('workspaceId', $1::uuid, 'engagementId', id) from made
       )
       select id from made`,
      [this.workspaceId, this.clientId],
    );
    return rows[0]?.id ?? '';
  }

  async end(): Promise<void> {
    await this.client.end();
  }
}
