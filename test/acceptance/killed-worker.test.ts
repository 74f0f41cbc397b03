import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { until } from '../support/until.js';
import { webhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';
import { dayFromNow, enterEngagement } from './support/engagements.js';
import { eventsById, named } from './support/messages.js';
import { createToken, createWorkspace, startProduct, type Product, type Workspace } from './support/product.js';

// Real: the command and its process tree, PostgreSQL with the queue on it, a receiver that checks
// signatures, SIGKILL. Left out: the browser, and email, which waits for its digest.

jest.setTimeout(240_000);

/** Each of them is due before the 95th day of an engagement of both hats. */
const DELIVERABLES = 14;
const HATS = 2;
const CLIENTS = ['Averill Mutual', 'Corvid Press', 'Dunmore Water'];
/** The worker dies while it waits for the answers to so many requests. */
const KILLED_AT = [3, 6, 9];

let product: Product;
let workspace: Workspace;
let hooks: WebhookReceiver;
let token: string;

beforeAll(async () => {
  hooks = await webhookReceiver();
  product = await startProduct({ BICORNE_EGRESS_ALLOW: '127.0.0.1' }, async (command) => {
    workspace = await createWorkspace(command, 'northbank');
  });
  token = await createToken(product, workspace.slug, 'OWNER');
  const { createWebhookEndpoint } = await product.ask<{ createWebhookEndpoint: { secret: string } }>(
    token,
    'mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { secret userErrors { code message } } }',
    { input: { url: hooks.url, events: ['DRIFT_ALERT_RAISED'] } },
  );
  hooks.trust(createWebhookEndpoint.secret);
});

afterAll(async () => {
  await product?.stop();
  await hooks?.stop();
});

interface ShownAlert {
  id: string;
  rule: string;
  hat: string | null;
  engagement: { id: string };
  deliverable: { id: string } | null;
  deliveries: { channel: 'WEBHOOK' | 'IN_APP'; state: string; attempts: number }[];
}

async function alerts(): Promise<ShownAlert[]> {
  const { driftAlerts } = await product.ask<{ driftAlerts: { edges: { node: ShownAlert }[] } }>(
    token,
    `{ driftAlerts(first: 100) { edges { node {
      id rule hat engagement { id } deliverable { id } deliveries { channel state attempts }
    } } } }`,
  );
  return driftAlerts.edges.map(({ node }) => node);
}

describe('a worker that is killed while alerts flow', () => {
  it('loses none and doubles none', async () => {
    const engagements = [];
    for (const name of CLIENTS)
      engagements.push(
        await enterEngagement(product, { slug: workspace.slug, token, name, startsOn: dayFromNow(-95) }),
      );

    // The receiver holds its answers back at each of those requests until the worker that waits for them is dead.
    const killed: number[] = [];
    const held: ServerResponse[] = [];
    hooks.answer = (response) => {
      const next = KILLED_AT[killed.length];
      if (next === undefined) return void response.writeHead(204).end();
      held.push(response);
      if (hooks.received.length < next) return;
      const pid = product.workerPid();
      if (pid === undefined || killed.includes(pid)) return;
      process.kill(pid, 'SIGKILL');
      killed.push(pid);
      held.splice(0).forEach((waiting) => waiting.destroy());
    };
    await Promise.all(engagements.map(({ start }) => start()));
    await until('the worker was killed each time', () => killed.length === KILLED_AT.length, 60_000);
    await product.run.says(/(The worker ended unexpectedly \(SIGKILL\)[^]*){3}/);

    const expected = CLIENTS.length * (DELIVERABLES + HATS);
    // What a dead worker had claimed is free again when its lease has run out.
    await until(
      'every delivery is sent',
      async () => (await alerts()).every(({ deliveries }) => deliveries.every(({ state }) => state === 'SENT')),
      120_000,
    );

    const raised = await alerts();
    expect(raised).toHaveLength(expected);
    const identities = raised.map(
      ({ rule, hat, engagement, deliverable }) => `${engagement.id} ${rule} ${deliverable?.id ?? hat}`,
    );
    expect(new Set(identities).size).toBe(expected);
    // Each deliverable is late, and nobody has answered the test question of either hat for a quarter.
    const rules = raised.map(({ rule }) => rule);
    expect(rules.filter((rule) => rule === 'LATE')).toHaveLength(CLIENTS.length * DELIVERABLES);
    expect(rules.filter((rule) => rule === 'STALE_ANSWER')).toHaveLength(CLIENTS.length * HATS);
    for (const { deliveries } of raised)
      expect(deliveries.map(({ channel }) => channel).sort()).toEqual(['IN_APP', 'WEBHOOK']);

    // One id a delivery, each of one alert; what came twice came under the same id.
    const events = eventsById(hooks.received);
    expect(events.size).toBe(expected);
    expect([...events.values()].map(({ data }) => data.alertId).sort()).toEqual(raised.map(({ id }) => id).sort());
    expect(new Set([...events.values()].map((event) => `${event.data.client.name} ${named(event)}`)).size).toBe(
      expected,
    );
    expect(hooks.unsigned).toBe(0);

    // The kills hit deliveries under way: those were tried again.
    expect(raised.flatMap(({ deliveries }) => deliveries).some(({ attempts }) => attempts > 1)).toBe(true);
    console.log(
      `${expected} alerts, ${KILLED_AT.length} kills: ${hooks.received.length} webhooks of ${events.size} ids.`,
    );
  });
});
