import type { Browser, ConsoleMessage, Locator, Page } from 'playwright-core';
import { until } from '../../support/until.js';

/** The longest that a screen may take on a busy machine, in milliseconds. */
const PATIENCE_MS = 20_000;

/** A person in a browser of their own: no cookie is shared. What the page complains about is collected. */
export interface Person {
  page: Page;
  /** Uncaught errors, and what the browser refused to load or run. */
  complaints: string[];
}

export async function person(browser: Browser): Promise<Person> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    colorScheme: 'light',
    locale: 'en-GB',
    timezoneId: 'Europe/Amsterdam',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() !== 'error' || isAnswer(message)) return;
    complaints.push(`${message.text()} (${message.location().url})`);
  });
  return { page, complaints };
}

/** The browser writes down every 4xx, also where it only says that nobody is signed in, or that nothing is there. */
function isAnswer(message: ConsoleMessage): boolean {
  return (
    /^Failed to load resource: .* status of 40[134] /.test(message.text()) &&
    message.location().url.endsWith('/graphql')
  );
}

/** Opens the product and signs in, from wherever it leads. */
export async function signIn(page: Page, url: string, who: { email: string; password: string }): Promise<void> {
  await page.goto(url);
  await heading(page, 'Sign in to Bicorne').waitFor();
  await field(page, 'Email').fill(who.email);
  await secretField(page, 'Password').fill(who.password);
  await button(page, 'Sign in').click();
}

export const heading = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('heading', { level: 1, name, exact: typeof name === 'string' });

/** A titled part of a page. */
export const panel = (page: Page, title: string): Locator =>
  page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: title, exact: true }) });

export const field = (within: Page | Locator, name: string): Locator =>
  within.getByRole('textbox', { name, exact: true });

export const choice = (within: Page | Locator, name: string): Locator =>
  within.getByRole('combobox', { name, exact: true });

/** Types a part of a name into a field that searches, and takes the first that is found, without a mouse. */
export async function find(within: Page | Locator, label: string, typed: string, name = typed): Promise<void> {
  const input = choice(within, label);
  await input.focus();
  await input.press('Control+a');
  await input.pressSequentially(typed);
  await input.page().getByRole('listbox').getByRole('option', { name }).first().waitFor();
  await input.press('ArrowDown');
  await input.press('Enter');
  await until(`${name} is chosen`, async () => (await input.inputValue()) === name);
}

/** A field whose text is hidden has no role to find it by. */
export const secretField = (within: Page | Locator, label: string): Locator =>
  within.getByLabel(new RegExp(`^${label}`)).and(within.locator('input'));

export const button = (within: Page | Locator, name: string): Locator =>
  within.getByRole('button', { name, exact: true });

export const link = (within: Page | Locator, name: string): Locator => within.getByRole('link', { name, exact: true });

/** Goes to a place of the navigation, and waits until it is there: what stood before stays until then. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place, exact: true }).click();
  await heading(page, place).waitFor();
}

/** Waits for a passing message. */
export async function told(page: Page, message: string | RegExp): Promise<void> {
  await page.getByRole('region', { name: 'Messages' }).getByText(message).first().waitFor();
}

/** Closes the passing messages, as somebody does who wants to see what is below. */
export async function dismissMessages(page: Page): Promise<void> {
  const messages = page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Dismiss message' });
  for (const message of await messages.all()) await message.dispatchEvent('click');
  await messages.first().waitFor({ state: 'detached' });
}
