import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../support/browser.js';
import { until } from '../../support/until.js';
import { look } from '../support/look.js';
import { button, choice, field, heading, link, panel, signIn, told, type Person } from '../support/people.js';
import { createToken } from '../support/product.js';
import { Demo, OWNER, PASSWORD, PRACTITIONER, SPONSOR, VIEWER } from './demo.js';

// Real: the product with its demo workspace, one browser for each person. The rows of "who uses it" that the long story and
// the prospect's do not tell: from sign-in to a result that stands.

jest.setTimeout(180_000);

let browser: Browser;
let demo: Demo;

beforeAll(async () => {
  browser = await openBrowser();
  demo = await Demo.open(browser);
});

afterAll(async () => {
  await browser?.close();
  await demo?.product.stop();
});

async function signedIn(email: string): Promise<Person> {
  const one = await demo.newPerson('');
  await signIn(one.page, demo.product.url, { email, password: PASSWORD });
  return one;
}

const at = (path: string): string => demo.product.url + path;
const engagement = (): string => at(`/engagements/${encodeURIComponent(demo.parameters['engagementId'] ?? '')}`);

describe('a practitioner', () => {
  it('knows which hat is on before deciding, and logs the decision in under a minute', async () => {
    const { page, complaints } = await signedIn(PRACTITIONER);
    await heading(page, 'Portfolio').waitFor();
    await page.goto(engagement());
    await heading(page, 'Noordlicht Energie').waitFor();
    const began = Date.now();
    const asked = panel(page, 'Which hat?');
    await field(asked, 'Amount (EUR)').fill('1,000');
    await button(asked, 'Which hat?').click();
    await asked.getByText('An amount is a decimal text').waitFor();
    await field(asked, 'Amount (EUR)').fill('900');
    await button(asked, 'Which hat?').click();
    await asked.getByText('Inside the limit per decision').waitFor();
    const log = panel(page, 'Decisions');
    await button(log, 'New decision').click();
    await log.getByLabel(/^Area/).fill('Architecture');
    await choice(log, 'Hat worn').selectOption({ label: 'CTO' });
    await field(log, 'Decision in a line').fill('Batch jobs move to the queue');
    await field(log, 'What was decided').fill('The nightly export becomes jobs of the queue.');
    await field(log, 'Why').fill('A failure at night then costs one customer and not all.');
    await button(log, 'Record decision').click();
    await log.getByText(/^Recorded\./).waitFor();
    expect(Date.now() - began).toBeLessThan(60_000);
    await page.reload();
    await panel(page, 'Decisions').getByText('Batch jobs move to the queue').first().waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('who leads the practice', () => {
  it('puts right what is kept of a client, and is told at the field what is wrong', async () => {
    const { page, complaints } = await signedIn(OWNER);
    await heading(page, 'Portfolio').waitFor();
    await link(page, 'Quayside Hotels').click();
    await heading(page, 'Quayside Hotels').waitFor();
    await button(page, 'Edit client').click();
    const form = panel(page, 'Edit client');
    await field(form, 'Name').fill('Quayside Hotels & Spa');
    await field(form, 'Website').fill('quayside.example');
    await button(form, 'Save client').click();
    await form.getByText('The website starts with https:// or http://').waitFor();
    await form.locator('input:focus[aria-invalid=true]').waitFor();
    await field(form, 'Website').fill('https://quayside.example');
    await button(form, 'Save client').click();
    await heading(page, 'Quayside Hotels & Spa').waitFor();
    await page.getByText('https://quayside.example').waitFor();
    // What is typed of one client is not put into another that is gone to meanwhile.
    await button(page, 'Edit client').click();
    await field(panel(page, 'Edit client'), 'Name').fill('Somebody else');
    const { clients } = await demo.product.ask<{ clients: { edges: { node: { id: string } }[] } }>(
      demo.token,
      '{ clients(first: 1, search: "Merel") { edges { node { id } } } }',
    );
    const other = `/clients/${encodeURIComponent(clients.edges[0]?.node.id ?? '')}`;
    await page.evaluate(
      `history.pushState({}, '', ${JSON.stringify(other)}); dispatchEvent(new PopStateEvent('popstate'))`,
    );
    await heading(page, 'Merel Analytics').waitFor();
    await button(page, 'Edit client').click();
    expect(await field(panel(page, 'Edit client'), 'Name').inputValue()).toBe('Merel Analytics');
    await page.goBack();
    await heading(page, 'Quayside Hotels & Spa').waitFor();
    await look(page, 'client-edited');
    expect(complaints).toEqual([]);
  });

  it('drafts a new engagement after one that is over, which itself offers nothing to write any more', async () => {
    const { page, complaints } = await signedIn(OWNER);
    await heading(page, 'Portfolio').waitFor();
    await link(page, 'Delfshaven Terminals').click();
    await heading(page, 'Delfshaven Terminals').waitFor();
    expect(await button(page, 'New decision').count()).toBe(0);
    expect(await page.getByRole('button', { name: /^Save answer/ }).count()).toBe(0);
    await look(page, 'engagement-over');
    await link(page, 'Client and intake').click();
    await link(page, 'Draft another').click();
    await heading(page, 'Draft engagement').waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('a client sponsor', () => {
  it('sees what waits without asking, and sends a deliverable back with a reason', async () => {
    const submitted = await submittedDeliverable();
    const { page, complaints } = await signedIn(SPONSOR);
    await heading(page, 'Noordlicht Energie').waitFor();
    await link(page, `Read and answer: ${submitted.title}`).click();
    await heading(page, submitted.title).waitFor();
    const answer = panel(page, 'Your answer');
    await field(answer, 'Note').fill('Name the owner of each system.');
    await button(answer, 'Request changes').click();
    await told(page, /./);
    const { deliverable } = await demo.product.ask<{ deliverable: { state: string } }>(
      demo.token,
      'query ($id: ID!) { deliverable(id: $id) { state } }',
      { id: submitted.id },
    );
    expect(deliverable.state).toBe('CHANGES_REQUESTED');
    expect(complaints).toEqual([]);
  });
});

describe('a client sponsor whose approval is needed', () => {
  it('finds at home what spends over a limit, and approves it', async () => {
    const title = 'Meter archive in object storage';
    await demo.product.ask(
      demo.token,
      'mutation ($input: RecordDecisionInput!) { recordDecision(input: $input) { userErrors { code message } } }',
      {
        input: {
          engagementId: demo.parameters['engagementId'],
          area: 'architecture',
          hatWorn: 'CTO',
          title,
          decision: 'Readings older than two years move to object storage.',
          rationale: 'The database stays half as large.',
          decidedAt: new Date().toISOString(),
          spend: { amount: '8000.00', currency: 'EUR' },
          vendor: 'Noordwolk',
        },
      },
    );
    const { page, complaints } = await signedIn(SPONSOR);
    await heading(page, 'Noordlicht Energie').waitFor();
    await panel(page, 'Waits for you').getByText(`“${title}” spends €8,000, over the limit`).waitFor();
    await link(page, `Read and answer: ${title}`).click();
    const card = page.getByRole('article', { name: title });
    await field(card, 'Why it may pass the limit').fill('It is in the budget.');
    await button(card, 'Approve the spend').click();
    await card.getByText('It is in the budget.').waitFor();
    await page.goto(at('/home'));
    await panel(page, 'Waits for you').waitFor();
    expect(await page.getByText(title).count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

describe('a client viewer', () => {
  it('reads their own company, and can neither answer nor see more', async () => {
    const { page } = await signedIn(VIEWER);
    await heading(page, 'Noordlicht Energie').waitFor();
    const id = demo.parameters['acceptedId'] ?? '';
    await page.goto(at(`/deliverables/${encodeURIComponent(id)}`));
    await heading(page, 'Architecture read').waitFor();
    expect(await button(page, 'Accept deliverable').count()).toBe(0);
    expect(await field(page, 'Writing').count()).toBe(0);
    for (const path of ['/portfolio', '/alerts', '/settings']) {
      await page.goto(at(path));
      await heading(page, 'This page is not for you').waitFor();
    }
    const data = {
      query: `mutation ($input: AcceptDeliverableInput!) { acceptDeliverable(input: $input) { userErrors { code } } }`,
      variables: { input: { deliverableId: id } },
    };
    const headers = { origin: demo.product.url };
    const answer = await page.request.post(at('/graphql'), { data, headers });
    const { errors } = (await answer.json()) as { errors?: { extensions: { code: string } }[] };
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });
});

describe('an integration', () => {
  it('reads the portfolio with a scoped token, follows the calendar, and fetches the artifact pack', async () => {
    const token = await createToken(demo.product, 'demo', 'PRACTITIONER');
    const { portfolio } = await demo.product.ask<{ portfolio: { totalCount: number } }>(
      token,
      '{ portfolio(first: 1) { totalCount } }',
    );
    expect(portfolio.totalCount).toBeGreaterThan(0);
    const { exportArtifactPack } = await demo.product.ask<{ exportArtifactPack: { exportJob: { id: string } } }>(
      token,
      'mutation ($input: ExportArtifactPackInput!) { exportArtifactPack(input: $input) { exportJob { id } userErrors { code message } } }',
      { input: { engagementId: demo.parameters['engagementId'] } },
    );
    const find = async (): Promise<string | null> => {
      const { exportJob } = await demo.product.ask<{ exportJob: { url: string | null } }>(
        token,
        'query ($id: ID!) { exportJob(id: $id) { url } }',
        { id: exportArtifactPack.exportJob.id },
      );
      return exportJob.url;
    };
    let url: string | null = null;
    await until('the artifact pack is there', async () => (url = await find()) !== null);
    const pack = await fetch(url ?? '', { headers: { authorization: `Bearer ${token}` } });
    expect([pack.status, (await pack.arrayBuffer()).byteLength > 1_000]).toEqual([200, true]);
  });
});

describe('an operator', () => {
  it('sees that it runs, migrates beside it, and foresees what a scan would raise', async () => {
    for (const path of ['/healthz', '/readyz']) expect((await fetch(at(path))).status).toBe(200);
    expect(await demo.product.command(['migrate'])).toContain('The database is up to date.');
    const foreseen = await demo.product.command(['scan', '--at', '2099-01-01T00:00:00Z']);
    expect(foreseen).toMatch(/\S/);
    const { page } = await signedIn(OWNER);
    await heading(page, 'Portfolio').waitFor();
  });
});

/** A deliverable of the sponsor's company that lies with them; one is submitted where none does. */
async function submittedDeliverable(): Promise<{ id: string; title: string }> {
  const { engagement: found } = await demo.product.ask<{
    engagement: {
      hats: { deliverables: { id: string; title: string; state: string; latestRevision: object | null }[] }[];
    };
  }>(
    demo.token,
    'query ($id: ID!) { engagement(id: $id) { hats { deliverables { id title state latestRevision { id } } } } }',
    { id: demo.parameters['engagementId'] },
  );
  const all = found.hats.flatMap(({ deliverables }) => deliverables);
  const waiting = all.find(({ state }) => state === 'SUBMITTED');
  if (waiting) return waiting;
  const written = all.find(({ state, latestRevision }) => state === 'IN_PROGRESS' && latestRevision !== null);
  if (!written) throw new Error('Nothing of the demo can be submitted.');
  await demo.product.ask(
    demo.token,
    'mutation ($input: SubmitDeliverableInput!) { submitDeliverable(input: $input) { userErrors { code message } } }',
    { input: { deliverableId: written.id } },
  );
  return written;
}
