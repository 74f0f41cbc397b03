import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { findProjectRoot } from '@bicorne/config';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { keepScreenshot, openBrowser } from '../support/browser.js';
import { firstLoad } from '../support/first-load.js';
import { until } from '../support/until.js';
import { DEMO_SECRET, demoDatabase } from './support/demo-database.js';
import { look } from './support/look.js';
import { button, heading, link, panel, person, signIn, type Person } from './support/people.js';
import { startProduct, type Product } from './support/product.js';

// Real: the command with the demo workspace, and a browser. The first start, on an empty database, is
// test/integration/start.test.ts.

jest.setTimeout(180_000);

/** The picture in the README. */
const README_PICTURE = join(findProjectRoot(import.meta.url), 'docs/images/portfolio.png');

const WORST_FIRST = ['CRITICAL', 'WARNING', 'NOTICE'];

/** The company of the demo that each failure mode stands on, with one of the rules behind it. */
const FAILURE_MODES: [client: string, mode: string][] = [
  ['Noordlicht Energie', 'The AI half is dropped'],
  ['Pellworm Diagnostics', 'No platform credibility'],
  ['Braithwaite & Sons Insurance Brokers', 'A bad interface between the hats'],
];

/** Of JavaScript until the portfolio can be used, in bytes of gzip; `npm run bench:admin` says what it is. */
const MOST_SCRIPT_BYTES = 250 * 1024;

/** Tells the test of what the policy of the page refused. */
const TELL_REFUSALS = `document.addEventListener('securitypolicyviolation', (event) => keepRefusal(event.effectiveDirective))`;

/** What somebody would put into a page: a script, an attribute, a link. Each would change the title. */
const TRY_TO_RUN = `{
  const script = document.createElement('script');
  script.textContent = 'document.title = "ran"';
  document.body.append(script);
  const more = document.createElement('div');
  more.innerHTML = '<img src="data:," onerror="document.title = 1"><a href="javascript:document.title = 2">x</a>';
  document.body.append(more);
  more.querySelector('a').click();
}`;

/** Until what was painted has been seen: observers of what is in view are told after a frame. */
const TWO_FRAMES = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(undefined))))';

let product: Product;
let browser: Browser;
let owner: Person;
/** What the owner's pages posted to the API. */
const posted: object[] = [];

beforeAll(async () => {
  // As an installation may: browsers send the admin's own documents and no other text.
  product = await startProduct({ BROWSER_DOCUMENTS: 'trusted', BICORNE_SECRET: DEMO_SECRET }, undefined, demoDatabase);
  browser = await openBrowser();
  owner = await person(browser);
  owner.page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().includes('/graphql'))
      posted.push(request.postDataJSON() as object);
  });
  await signIn(owner.page, product.url, printedSignIn(/^Owner/));
  await heading(owner.page, 'Portfolio').waitFor();
  await button(owner.page, 'End the tour').click();
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** A sign-in as the start prints it: who, email, password. */
function printedSignIn(who: RegExp): { email: string; password: string } {
  const line = product.run.output.split('\n').find((each) => who.test(each.trim())) ?? '';
  const [, email = '', password = ''] = /(\S+@\S+)\s+(\S+)\s*$/.exec(line) ?? [];
  return { email, password };
}

async function toPortfolio(page: Page): Promise<void> {
  await page.goto(`${product.url}/portfolio`);
  await clientsShown(page, /^12 clients/);
}

/** Waits until the page says how many it shows, and has drawn them. */
async function clientsShown(page: Page, count: RegExp | string): Promise<void> {
  await page.getByText(count).waitFor();
  await page.locator('table[aria-busy="false"] [data-client]').first().waitFor();
}

describe('the demo workspace', () => {
  it('shows a dozen clients on one page, the worst first', async () => {
    const { page, complaints } = owner;
    await toPortfolio(page);
    const rows = page.getByRole('row').filter({ has: page.getByRole('cell') });
    expect(await rows.count()).toBe(12);
    await expect(
      rows
        .first()
        .getByText(/critical/)
        .count(),
    ).resolves.toBeGreaterThan(0);
    if (process.env['UPDATE_SCREENSHOT'] === '1') {
      await mkdir(join(README_PICTURE, '..'), { recursive: true });
      await keepScreenshot(page, 'portfolio', README_PICTURE);
    }
    expect(existsSync(README_PICTURE)).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('asks for little until the portfolio can be used, and for charts when they are seen', async () => {
    const page = await owner.page.context().newPage();
    const usable = () => page.getByRole('row').nth(1).waitFor();
    const load = await firstLoad(page, `${product.url}/portfolio`, usable);
    expect(load.scriptBytes).toBeLessThan(MOST_SCRIPT_BYTES);
    expect(load.roundTrips).toBeLessThanOrEqual(2);
    const questions = load.requests.filter(({ kind }) => kind === 'question').map(({ what }) => what);
    expect(questions.sort()).toEqual(['Portfolio', 'UnreadNotices', 'Viewer']);

    const charts: string[] = [];
    page.on('request', (request) => {
      if (/DepthChart.*\.js$/.test(request.url())) charts.push(request.url());
    });
    await page.setViewportSize({ width: 1280, height: 320 });
    await link(page, 'Noordlicht Energie').click();
    const title = page.getByRole('heading', { name: 'Depth over time' });
    await title.waitFor();
    await page.evaluate(TWO_FRAMES);
    expect(charts).toEqual([]);
    await title.scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 300);
    await page.getByRole('img', { name: /^Depth of the plan of each hat/ }).waitFor();
    expect(charts).toHaveLength(1);
    await page.close();
  });

  it('finds a client by name, by mark and by key, and the address says what is shown', async () => {
    const { page } = owner;
    await toPortfolio(page);
    const clients = page.getByRole('row').filter({ has: page.getByRole('cell') });
    await page.keyboard.press('/');
    await page.keyboard.type('marchetti');
    await clientsShown(page, '2 clients found');
    expect(new URL(page.url()).searchParams.get('q')).toBe('marchetti');
    await page.keyboard.press('Escape');
    await clientsShown(page, /^12 clients/);
    await page.getByRole('button', { name: /^Draft/ }).click();
    await clientsShown(page, '1 client found');
    await page.reload();
    await clientsShown(page, '1 client found');
    expect(await clients.count()).toBe(1);
    await page.getByRole('button', { name: 'All', exact: true }).click();
    await clientsShown(page, /^12 clients/);
    await clients.first().getByRole('link').first().focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Pellworm Diagnostics');
  });

  it.each(FAILURE_MODES)('shows on %s: %s', async (client, mode) => {
    const { page } = owner;
    await toPortfolio(page);
    await link(page, client).click();
    await heading(page, client).waitFor();
    await panel(page, 'Failure modes').getByText(mode).waitFor();
    const alerts = await panel(page, 'Open alerts').locator('[data-severity]').all();
    const severities = await Promise.all(alerts.map((mark) => mark.getAttribute('data-severity')));
    expect(severities).toEqual(WORST_FIRST.flatMap((severity) => severities.filter((one) => one === severity)));
    await look(page, `demo-${client.toLowerCase().replace(/[^a-z]+/g, '-')}`);
  });

  it('shows the alerts, and a sponsor their own company', async () => {
    await owner.page.goto(`${product.url}/alerts`);
    await owner.page.getByRole('article').first().waitFor();
    const sponsor = await person(browser);
    const { email, password } = printedSignIn(/^Sponsor/);
    await signIn(sponsor.page, product.url, { email, password });
    await heading(sponsor.page, 'Noordlicht Energie').waitFor();
    expect(sponsor.complaints).toEqual([]);
  });

  it('is asked for by documents that the build knows, and by no other text', async () => {
    expect(posted.length).toBeGreaterThan(10);
    expect(posted.filter((body) => !('documentId' in body) || 'query' in body)).toEqual([]);
    const codes = await owner.page.evaluate(async () => {
      const post = async (body: object): Promise<unknown[]> => {
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify(body) });
        const { errors } = (await answer.json()) as { errors?: { extensions: { code: string; field: string } }[] };
        return (errors ?? []).map(({ extensions }) => `${extensions.code} ${extensions.field}`);
      };
      return [await post({ query: '{ viewer { id } }' }), await post({ documentId: 'sha256:0' })];
    });
    expect(codes).toEqual([['BAD_USER_INPUT query'], ['BAD_USER_INPUT documentId']]);
  });

  it('runs no script but its own: not one in the page, in an attribute or in a link', async () => {
    const { page } = await person(browser);
    const refused: string[] = [];
    await page.exposeFunction('keepRefusal', (directive: string) => refused.push(directive));
    await page.addInitScript({ content: TELL_REFUSALS });
    for (const path of ['/', '/graphql']) {
      await page.goto(`${product.url}${path}`, { waitUntil: 'networkidle' });
      // The explorer tries whether it may make code of a text, and does without.
      const tried = path === '/graphql' ? ['script-src'] : [];
      await until('the explorer has tried', () => refused.length >= tried.length);
      expect([path, ...new Set(refused.splice(0))]).toEqual([path, ...tried]);
      await page.evaluate(TRY_TO_RUN);
      await until('the policy refuses three', () => refused.length >= 3);
      expect(refused.splice(0).sort()).toEqual(['script-src-attr', 'script-src-elem', 'script-src-elem']);
      expect(['ran', '1', '2']).not.toContain(await page.title());
    }
  });
});
