import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { keepScreenshot, openBrowser } from '../support/browser.js';
import { mailSink, type MailSink } from '../support/mail-sink.js';
import { subjectOf, textOf } from '../support/mail-text.js';
import { until } from '../support/until.js';
import { webhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';
import * as consultancy from './support/consultancy.js';
import { acceptAsSponsor, submitSubstantive, submitThin } from './support/deliverables.js';
import { dayFromNow, enterEngagement } from './support/engagements.js';
import { look } from './support/look.js';
import { eventsById, named } from './support/messages.js';
import { button, choice, goTo, heading, link, person, signIn, type Person } from './support/people.js';
import { createToken, createWorkspace, startProduct, type Product, type Workspace } from './support/product.js';

// Real: the command and its process tree, PostgreSQL, an SMTP server, a receiver that checks signatures, a browser for
// each person, the documents. Nothing is left out.

jest.setTimeout(240_000);

let product: Product;
let workspace: Workspace;
let mail: MailSink;
let hooks: WebhookReceiver;
let browser: Browser;
const people: Person[] = [];

beforeAll(async () => {
  [mail, hooks] = await Promise.all([mailSink(), webhookReceiver()]);
  const environment = { SMTP_URL: mail.url, BICORNE_EGRESS_ALLOW: '127.0.0.1', NOTICE_COLLECT_SECONDS: '1' };
  product = await startProduct(environment, async (command) => {
    workspace = await createWorkspace(command, 'northbank');
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await hooks?.stop();
  await mail?.stop();
});

async function newPerson(): Promise<Page> {
  const made = await person(browser);
  people.push(made);
  return made.page;
}

/** A step of the story, whose name and picture stand with what goes wrong in it. */
async function chapter(name: string, page: Page, tell: () => Promise<void>): Promise<void> {
  try {
    await tell();
  } catch (error) {
    await keepScreenshot(page, `failed ${name}`).catch(() => undefined);
    throw new Error(`${name}, at ${page.url()}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

describe('an engagement, from the four questions to an alert that arrives', () => {
  it('is told on the screens by an owner, a practitioner and a sponsor', async () => {
    const [owner, practitioner, sponsor] = [await newPerson(), await newPerson(), await newPerson()];

    await chapter('the owner signs in', owner, async () => {
      await owner.goto(product.url);
      await heading(owner, 'Sign in to Bicorne').waitFor();
      await look(owner, 'sign-in');
      await signIn(owner, product.url, workspace.owner);
      await owner.getByText('No client yet').waitFor();
      await look(owner, 'portfolio-empty');
    });
    await chapter('settings', owner, async () => hooks.trust(await consultancy.setUpWorkspace(owner, hooks.url)));
    await chapter('how the owner is told', owner, () => consultancy.beToldAtOnce(owner, product.url));
    await chapter('intake', owner, () => consultancy.takeIntake(owner));
    await chapter('draft', owner, () => consultancy.draftEngagement(owner, workspace.owner.name));
    await chapter('readiness', owner, () => consultancy.getReady(owner));
    await chapter('the practitioner acknowledges', practitioner, async () => {
      await signIn(practitioner, product.url, consultancy.PRACTITIONER);
      await heading(practitioner, 'Portfolio').waitFor();
      await consultancy.beToldAtOnce(practitioner, product.url);
      await consultancy.acknowledgeAsPractitioner(practitioner);
    });
    await chapter('the sponsor acknowledges', sponsor, async () => {
      await signIn(sponsor, product.url, consultancy.SPONSOR);
      await heading(sponsor, consultancy.CLIENT).waitFor();
      await look(sponsor, 'client-home-waiting');
      await button(sponsor, 'Acknowledge charter').click();
      await sponsor.getByText('Nothing waits for you.').waitFor();
    });
    await chapter('start', owner, () => consultancy.startEngagement(owner));
    await chapter('what is late is told once', owner, async () => {
      await arrived(AT_THE_START);
      await emailed(AT_THE_START);
      await seeAlerts(owner);
      await seeNotices(owner);
    });

    await chapter('a thin deliverable', owner, async () => {
      await submitThin(owner);
      await arrived([...AT_THE_START, 'THIN Decision log']);
    });
    await chapter('a substantive deliverable', owner, () => submitSubstantive(owner));
    await chapter('what was submitted is late no more', owner, async () => {
      await goTo(owner, 'Alerts');
      await choice(owner, 'State').selectOption({ label: 'Resolved' });
      await owner.getByText('2 alerts', { exact: true }).waitFor();
      for (const title of ['Decision log', 'Architecture read'])
        await owner.getByRole('article').filter({ hasText: 'Late' }).filter({ hasText: title }).waitFor();
    });
    await chapter('the sponsor accepts', sponsor, () => acceptAsSponsor(sponsor));
    await chapter('the sponsor sees nothing else', sponsor, () => seeNothingElse(sponsor));
    await chapter('the portfolio', owner, async () => {
      await owner.goto(`${product.url}/portfolio`);
      await link(owner, consultancy.CLIENT).waitFor();
      await look(owner, 'portfolio');
    });

    expect(people.flatMap(({ complaints }) => complaints)).toEqual([]);
    expect(hooks.unsigned).toBe(0);
  });
});

/** What is wrong with an engagement of 40 days under which nothing is written. */
const AT_THE_START = [
  'LATE Decision log',
  'LATE Architecture read',
  'LATE AI capability map',
  'AT_RISK Hiring plan',
  'AT_RISK Model registry',
  'STALE_ANSWER CTO',
  'STALE_ANSWER CAIO',
];

/** Waits until the endpoint heard of these alerts, and holds that it heard of each once. */
async function arrived(alerts: string[]): Promise<void> {
  await until('the webhooks arrive', () => hooks.received.length >= alerts.length);
  expect([...eventsById(hooks.received).values()].map(named).sort()).toEqual([...alerts].sort());
  expect(hooks.received).toHaveLength(alerts.length);
}

/** However much drifts at once, it is one email to each; the CAIO hat's go to who wears it. */
async function emailed(alerts: string[]): Promise<void> {
  await until('the emails arrive', () => mail.received.length >= 2);
  const [owner, ...none] = mail.received.filter(({ to }) => to.includes(workspace.owner.email));
  const [practitioner, ...neither] = mail.received.filter(({ to }) => to.includes(consultancy.PRACTITIONER.email));
  if (!owner || !practitioner) throw new Error('Somebody got no email.');
  expect([...none, ...neither]).toEqual([]);
  expect(subjectOf(owner)).toMatch(/^4 alerts \(.*Tessel Logistics/);
  expect(subjectOf(practitioner)).toMatch(/^3 alerts \(1 critical, 1 warning, 1 notice\) – Tessel Logistics/);
  const both = textOf(owner) + textOf(practitioner);
  const subjects = alerts.map((alert) => alert.slice(alert.indexOf(' ') + 1));
  for (const subject of subjects) expect(both).toContain(subject);
  for (const { headers } of mail.received) expect(headers['list-unsubscribe']).toMatch(/^<http.*\/unsubscribe\/.*>$/);
}

/** Each alert stands on the screen with its figures, what clears it, and who was told. */
async function seeAlerts(page: Page): Promise<void> {
  await goTo(page, 'Alerts');
  await page.getByText(`${AT_THE_START.length} alerts`, { exact: true }).waitFor();
  for (const { data } of eventsById(hooks.received).values()) {
    const alert = page.getByRole('article', { name: data.statement });
    await alert.getByText(data.clearsWhen).waitFor();
    await button(alert, 'Details').click();
    await alert.getByRole('columnheader', { name: 'Threshold' }).waitFor();
    await alert.getByText(/^In the app: .*, sent/).waitFor();
    await alert.getByText(/^Email: .*, sent/).waitFor();
    await alert.getByText(/^Webhook: .*, sent/).waitFor();
  }
  await look(page, 'alerts');
}

/** What the person was told stands behind the bell, without a reload, until it is read. */
async function seeNotices(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Notices, 4 unread' }).click();
  await page.getByRole('article').filter({ hasText: 'You wear the CTO hat.' }).first().waitFor();
  await look(page, 'notices');
  await button(page, 'Mark all as read').click();
  await page.getByRole('link', { name: 'Notices', exact: true }).waitFor();
  await page.goto(`${product.url}/settings?tab=deliveries`);
  await page
    .getByRole('cell', { name: /^Email: / })
    .first()
    .waitFor();
  await look(page, 'settings-deliveries');
}

/** Neither the consultancy's screens nor another client's, by address or by GraphQL. */
async function seeNothingElse(sponsor: Page): Promise<void> {
  const token = await createToken(product, workspace.slug, 'OWNER');
  const other = await enterEngagement(product, {
    slug: workspace.slug,
    token,
    name: 'Averill Mutual',
    startsOn: dayFromNow(0),
  });
  const asked = await product.ask<{ engagement: { hats: [{ deliverables: [{ id: string }] }] } }>(
    token,
    'query ($id: ID!) { engagement(id: $id) { hats { deliverables { id } } } }',
    { id: other.engagementId },
  );
  const deliverableId = asked.engagement.hats[0].deliverables[0].id;

  for (const path of ['/portfolio', '/alerts', '/settings', `/engagements/${encodeURIComponent(other.engagementId)}`]) {
    await sponsor.goto(`${product.url}${path}`);
    await heading(sponsor, 'This page is not for you').waitFor();
  }
  for (const path of [
    `/engagements/${encodeURIComponent(other.engagementId)}/charter`,
    `/deliverables/${encodeURIComponent(deliverableId)}`,
  ]) {
    await sponsor.goto(`${product.url}${path}`);
    await heading(sponsor, 'Nothing is here').waitFor();
  }
  await look(sponsor, 'not-found');
  expect(await sponsor.getByText('Averill Mutual').count()).toBe(0);

  const ask = async (query: string, id?: string): Promise<Answer> => {
    const answer = await sponsor.request.post(`${product.url}/graphql`, { data: { query, variables: { id } } });
    return (await answer.json()) as Answer;
  };
  const foreign = { engagement: other.engagementId, client: other.clientId, deliverable: deliverableId };
  for (const [noun, id] of Object.entries(foreign)) {
    const { data, errors } = await ask(`query ($id: ID!) { ${noun}(id: $id) { id } }`, id);
    expect(data).toEqual({ [noun]: null });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
  }
  const { data } = await ask('{ portfolio(first: 10) { edges { node { client { name } } } } }');
  expect(data).toEqual({ portfolio: { edges: [{ node: { client: { name: consultancy.CLIENT } } }] } });
  const { errors } = await ask('{ webhookEndpoints(first: 1) { totalCount } }');
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
}

interface Answer {
  data?: unknown;
  errors?: { extensions: { code: string } }[];
}
