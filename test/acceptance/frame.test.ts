import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Cookie, Locator, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { atRest, look } from './support/look.js';
import { button, field, goTo, heading, link, panel, person, secretField, signIn } from './support/people.js';
import {
  createToken,
  createWorkspace,
  FIRST_PASSWORD,
  startProduct,
  type Product,
  type Workspace,
} from './support/product.js';
import { pseudoAdmin, speakPseudo } from './support/pseudo-admin.js';

// What all screens share. Real: the command and its process tree, PostgreSQL, a browser.

jest.setTimeout(180_000);

const CLIENT = 'Tessel Logistics';

let product: Product;
let empty: Workspace;
let northbank: Workspace;
let browser: Browser;
/** The owner of Northbank, who is signed in. */
let cookies: Cookie[];

beforeAll(async () => {
  product = await startProduct({}, async (command) => {
    empty = await createWorkspace(command, 'oakfield');
    northbank = await createWorkspace(command, 'northbank');
  });
  const token = await createToken(product, 'northbank', 'OWNER');
  await product.ask(
    token,
    'mutation ($input: CreateClientInput!) { createClient(input: $input) { userErrors { code message } } }',
    { input: { name: CLIENT } },
  );
  browser = await openBrowser();
  const { page } = await person(browser);
  await signIn(page, product.url, northbank.owner);
  await link(page, CLIENT).waitFor();
  cookies = await page.context().cookies();
  await page.context().close();
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** The owner of Northbank in a browser of their own, at an address. */
async function at(path: string, prepare: (page: Page) => Promise<void> = async () => undefined): Promise<Page> {
  const { page } = await person(browser);
  await page.context().addCookies(cookies);
  await prepare(page);
  await page.goto(product.url + path);
  return page;
}

const steps = (page: Page): Locator => panel(page, 'First steps');

it('an empty workspace leads by the hand, and ticks off what is there', async () => {
  const { page } = await person(browser);
  await signIn(page, product.url, empty.owner);
  await steps(page).getByText('0 of 5 done').waitFor();
  await look(page, 'first-steps');
  await link(steps(page), 'Add a practitioner').click();
  await heading(page, 'Settings').waitFor();
  expect(new URL(page.url()).pathname).toBe('/settings/members');
  const form = panel(page, 'Add member');
  await field(form, 'Name').fill('Carl Ito');
  await field(form, 'Email').fill('carl@oakfield.example');
  await secretField(form, 'First password').fill(FIRST_PASSWORD);
  await button(form, 'Add member').click();
  await page.getByRole('cell', { name: 'carl@oakfield.example' }).waitFor();
  await goTo(page, 'Portfolio');
  await steps(page).getByText('1 of 5 done').waitFor();
  await link(steps(page), 'Enter the first client').click();
  await field(page, 'Name').fill('Pellworm Diagnostics');
  await button(page, 'Create client').click();
  await heading(page, 'Intake').waitFor();
  await goTo(page, 'Portfolio');
  await steps(page).getByText('2 of 5 done').waitFor();
  expect(await steps(page).locator('[aria-current=step]').textContent()).toContain('Answer the questions');
});

describe('by keyboard alone', () => {
  it('one finds a client and a place, and the focus is where they begin', async () => {
    const page = await at('/alerts');
    await heading(page, 'Alerts').waitFor();
    await page.keyboard.press('Control+k');
    const search = page.getByPlaceholder('Find a client, a deliverable, or what to do');
    await search.waitFor();
    await page.keyboard.type('tess');
    await page.getByRole('option', { name: CLIENT }).waitFor();
    await look(page, 'palette');
    await page.keyboard.press('Enter');
    await heading(page, CLIENT).waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe(CLIENT);
    expect(await page.title()).toBe(`${CLIENT} · Bicorne`);
    await page.keyboard.press('Control+k');
    await search.waitFor();
    await page.keyboard.type('settings webh');
    await page.getByRole('option', { name: 'Settings: Webhooks' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: 'Webhooks', selected: true }).waitFor();
  });

  it('what is typed before the palette has come is kept, and goes nowhere else', async () => {
    let typed = (): void => undefined;
    const hasTyped = new Promise<void>((resolve) => (typed = resolve));
    const page = await at('/portfolio', async (opened) => {
      await opened.route(/Palette[^/]*[.]js$/, async (route) => {
        await hasTyped;
        await route.continue();
      });
    });
    await link(page, CLIENT).waitFor();
    const filter = page.getByLabel('Find a client or who wears a hat');
    await filter.focus();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('tess');
    typed();
    await page.getByRole('option', { name: CLIENT }).waitFor();
    await page.keyboard.type('el');
    const search = page.getByPlaceholder('Find a client, a deliverable, or what to do');
    expect(await search.inputValue()).toBe('tessel');
    await page.keyboard.press('Escape');
    await filter.and(page.locator(':focus')).waitFor();
    expect(await filter.inputValue()).toBe('');
  });

  it('the palette has the focus before another key can come', async () => {
    const page = await at('/portfolio');
    await link(page, CLIENT).waitFor();
    const focused = await page.evaluate<string>(`(async () => {
      const keys = { key: 'k', code: 'KeyK', ctrlKey: true, bubbles: true };
      document.documentElement.dispatchEvent(new KeyboardEvent('keydown', keys));
      for (let i = 0; i < 10; i++) await null;
      return document.activeElement.getAttribute('placeholder');
    })()`);
    expect(focused).toBe('Find a client, a deliverable, or what to do');
  });

  it('one reads which key does what, and the focus goes back', async () => {
    const page = await at('/alerts');
    await heading(page, 'Alerts').waitFor();
    await button(page, 'Find or do').focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await look(page, 'keyboard');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await button(page, 'Find or do').and(page.locator(':focus')).waitFor();
  });
});

describe('when something is in the way', () => {
  it('a slow API is waited for, and the wait is put in words', async () => {
    const page = await at('/alerts', async (opened) => {
      await opened.route('**/graphql', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 3_000));
        await route.continue();
      });
    });
    await page.getByRole('status').getByText('Loading').first().waitFor();
    await heading(page, 'Alerts').waitFor();
  });

  it('a lost connection is said, what was read stays, and it comes back by itself', async () => {
    const page = await at('/portfolio');
    await link(page, CLIENT).waitFor();
    await page.context().setOffline(true);
    const banner = page.getByRole('status').filter({ hasText: 'No connection to the server.' });
    await banner.waitFor();
    await link(page, CLIENT).waitFor();
    await look(page, 'offline');
    await page.context().setOffline(false);
    await banner.waitFor({ state: 'detached' });
    await goTo(page, 'Alerts');
  });

  it('a session that ended is asked for again, and leads back to the same place', async () => {
    const page = await at('/settings/members');
    await page.getByRole('cell', { name: northbank.owner.email }).waitFor();
    await page.context().clearCookies();
    await page.getByRole('tab', { name: 'Templates' }).click();
    await page.getByText('Your session has ended.').waitFor();
    await look(page, 'session-ended');
    await field(page, 'Email').fill(northbank.owner.email);
    await secretField(page, 'Password').fill(northbank.owner.password);
    await button(page, 'Sign in').click();
    await page.getByRole('tab', { name: 'Templates', selected: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/settings/templates');
  });
});

describe('in another language, from right to left and with longer words,', () => {
  it.each(['/alerts', '/settings/workspace', '/clients/new'])('%s stays in its frame', async (path) => {
    const folder = await pseudoAdmin();
    const page = await at(path, (opened) => speakPseudo(opened, folder));
    await page.locator('header a').first().waitFor();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await atRest(page);
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await page.locator('html').getAttribute('lang')).toBe('ar-x-pseudo');
    expect(await wordsOutsideTheCatalogue(page)).toEqual([]);
    // What begins a line stands at the right.
    const brand = await page.locator('header a').first().boundingBox();
    expect(brand?.x).toBeGreaterThan(640);
    await look(page, `pseudo${path.replaceAll('/', '-')}`);
  });
});

/** Words of the screen that are neither from the catalogue, which brackets its own, nor data of these tests. */
function wordsOutsideTheCatalogue(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const { textContent, parentElement } = walker.currentNode;
      if (parentElement.closest('script, style, noscript, option')) continue;
      const text = textContent.trim();
      if (/\\p{L}/u.test(text) && !/[⟦⟧]/.test(text) && !${KNOWN}.test(text)) found.push(text);
    }
    return found;
  })()`);
}

/** Names that the tests entered, a person's letters, keys, and what Intl writes. */
const KNOWN = String.raw`/^(Northbank Advisory|Olive Marsh|OM|Tessel Logistics|Ctrl K|⌘ K|\p{L}+day)$/u`;
