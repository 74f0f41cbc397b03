import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import type { Browser, Locator, Page } from 'playwright-core';
import { keepScreenshot, openBrowser } from '../support/browser.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { until } from '../support/until.js';
import { ALL_PICTURES, inTheme, violations, widerBy } from './support/look.js';
import { button, choice, field, find, heading, panel, person, signIn, told, type Person } from './support/people.js';
import { createToken, createWorkspace, startProduct, type Product, type Workspace } from './support/product.js';

// Real: the product, PostgreSQL, a browser. A practice with more people than fit on a list: whoever they are, they are found
// where one is chosen, and where they are listed.

jest.setTimeout(180_000);

const PEOPLE = 120;
/** The last by name: past the hundred that a page of the API holds. */
const LAST = 'Person 120';

let database: TestDatabase;
let beneath: pg.Client;
let product: Product;
let workspace: Workspace;
let browser: Browser;
let owner: Person;
let clientId: string;

beforeAll(async () => {
  product = await startProduct(
    {},
    async (command) => {
      workspace = await createWorkspace(command, 'northbank');
    },
    async () => (database = await testDatabase()),
  );
  beneath = new pg.Client({ connectionString: database.url, options: '-c search_path=bicorne' });
  // Ends with its database.
  beneath.on('error', () => undefined);
  await beneath.connect();
  await beneath.query(
    `insert into member (workspace_id, user_id, name, email, role)
     select w.id, 'person' || n, 'Person ' || lpad(n::text, 3, '0'), 'p' || n || '@northbank.example', 'PRACTITIONER'
     from workspace w, generate_series(1, ${PEOPLE}) n where w.slug = 'northbank'`,
  );
  const token = await createToken(product, workspace.slug, 'OWNER');
  const { createClient } = await product.ask<{ createClient: { client: { id: string } } }>(
    token,
    'mutation ($input: CreateClientInput!) { createClient(input: $input) { client { id } userErrors { code message } } }',
    { input: { name: 'Tessel Logistics' } },
  );
  clientId = createClient.client.id;
  browser = await openBrowser();
  owner = await person(browser);
  await signIn(owner.page, product.url, workspace.owner);
  await heading(owner.page, 'Portfolio').waitFor();
});

afterAll(async () => {
  await browser?.close();
  await beneath?.end();
  await product?.stop();
});

const wearer = (within: Locator): Locator => choice(within, 'Practitioner');
const options = (page: Page): Locator => page.getByRole('listbox').getByRole('option');

/** axe looks at the open list; it is on a phone's screen whole. */
async function lookAtOpen(page: Page, input: Locator, name: string): Promise<void> {
  const found: string[] = [];
  for (const [theme, width] of [
    ['light', 1280],
    ['dark', 390],
    ...(ALL_PICTURES
      ? ([
          ['dark', 1280],
          ['light', 390],
        ] as const)
      : []),
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await inTheme(page, theme);
    await input.focus();
    await input.press('ArrowDown');
    await options(page).first().waitFor();
    if (ALL_PICTURES) await keepScreenshot(page, `${name}-${width}-${theme}`);
    found.push(...(await violations(page, `${name}, ${theme}`)));
    if ((await widerBy(page)) > 0) found.push(`${name}, ${width} px: wider than the screen`);
    await input.press('Escape');
  }
  await inTheme(page, 'light');
  await page.setViewportSize({ width: 1280, height: 900 });
  expect(found).toEqual([]);
}

describe('among 120 people', () => {
  it('a draft gives its hats to any of them, by a part of the name or of the address', async () => {
    const { page, complaints } = owner;
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/graphql')) asked.push(request.postData() ?? '');
    });
    await page.goto(`${product.url}/clients/${encodeURIComponent(clientId)}/engagement/new`);
    await heading(page, 'Draft engagement').waitFor();
    const [cto, caio] = ['CTO hat', 'CAIO hat'].map((name) => page.getByRole('group', { name })) as [Locator, Locator];
    // Nobody is looked for before somebody is in the field.
    const searches = (): number => asked.filter((body) => body.includes('"search"')).length;
    expect(searches()).toBe(0);
    await wearer(cto).click();
    await options(page).nth(19).waitFor();
    expect(await options(page).count()).toBe(20);
    expect(searches()).toBe(1);
    await lookAtOpen(page, wearer(cto), 'draft-members');

    await find(cto, 'Practitioner', LAST);
    await wearer(caio).fill('P77@north');
    await options(page).filter({ hasText: 'p77@northbank.example' }).click();
    expect(await wearer(caio).inputValue()).toBe('Person 077');
    // What is left half typed is no choice.
    await wearer(caio).fill('Person 0');
    await options(page).first().waitFor();
    await field(caio, 'Limit per decision').focus();
    expect(await wearer(caio).inputValue()).toBe('Person 077');
    await button(page, 'Draft engagement').click();
    await heading(page, 'Tessel Logistics').waitFor();
    await page.goto(`${page.url()}/terms`);
    await panel(page, 'CTO').getByText(LAST).waitFor();
    await panel(page, 'CAIO').getByText('Person 077').waitFor();
    expect(complaints).toEqual([]);
  });

  it('the terms keep the name of whoever wears a hat, also of one who was removed, and take it away', async () => {
    const { page, complaints } = owner;
    const cto = panel(page, 'CTO');
    await beneath.query(`update member set removed_at = now() where name = $1`, [LAST]);
    await page.reload();
    await button(cto, 'Change the CTO hat').click();
    expect(await wearer(cto).inputValue()).toBe(LAST);
    await lookAtOpen(page, wearer(cto), 'terms-members');

    await wearer(cto).fill(LAST.toLowerCase());
    await page.getByText('No member’s name or email address contains this.').waitFor();
    // Enter chooses, and sends nothing while it is not clear whom.
    await wearer(cto).press('Enter');
    await wearer(cto).press('Escape');
    await field(cto, 'Limit per quarter, EUR').fill('50000');
    expect(await wearer(cto).inputValue()).toBe(LAST);
    await button(cto, 'Save the CTO hat').click();
    await told(page, 'Saved');
    await cto.getByText(LAST).waitFor();

    await button(cto, 'Change the CTO hat').click();
    await wearer(cto).press('Control+a');
    await wearer(cto).press('Delete');
    await button(cto, 'Save the CTO hat').click();
    await cto.getByText('Nobody wears this hat').waitFor();

    await button(cto, 'Change the CTO hat').click();
    await find(cto, 'Practitioner', 'Person 119');
    await button(cto, 'Save the CTO hat').click();
    await cto.getByText('Person 119').waitFor();
    expect(complaints).toEqual([]);
  });

  it('the settings find them', async () => {
    const { page, complaints } = owner;
    await page.goto(`${product.url}/settings/members`);
    const members = panel(page, 'Members');
    const rows = members.getByRole('row').filter({ hasText: '@' });
    await rows.nth(49).waitFor();
    await button(members, 'Show more').click();
    await rows.nth(99).waitFor();
    const search = members.getByRole('searchbox', { name: 'Find a member' });
    await search.fill('p11');
    await rows.nth(11).waitFor({ state: 'detached' });
    // p11, and p110 to p119.
    expect(await rows.count()).toBe(11);
    await search.fill('of nobody');
    await members.getByText('No member’s name or email address contains this.').waitFor();
    await search.fill('');
    await rows.nth(49).waitFor();
    expect(await rows.count()).toBe(50);
    expect(complaints).toEqual([]);
  });
});

describe('a client', () => {
  it('is chosen in the same way, and nobody loses their place in the form', async () => {
    const { page, complaints } = owner;
    await page.goto(`${product.url}/settings/data`);
    const erase = panel(page, 'Erase a client');
    await find(erase, 'Client', 'Tessel Logistics');
    await field(erase, 'Type its name to confirm: Tessel Logistics').waitFor();
    const client = choice(erase, 'Client');
    const inIt = (): Promise<boolean> => client.evaluate((input) => input === input.ownerDocument.activeElement);
    expect(await inIt()).toBe(true);
    await client.press('Control+a');
    await client.press('Delete');
    await field(erase, 'Type its name to confirm: Tessel Logistics').waitFor({ state: 'detached' });
    expect(await inIt()).toBe(true);

    await page.goto(`${product.url}/alerts?client=${encodeURIComponent(clientId)}`);
    await until(
      'its name is in the filter',
      async () => (await choice(page, 'Client').inputValue()) === 'Tessel Logistics',
    );
    await choice(page, 'Client').fill('');
    await page.waitForURL(`${product.url}/alerts`);
    expect(complaints).toEqual([]);
  });
});
