import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { answer } from './support/consultancy.js';
import { look } from './support/look.js';
import {
  button,
  choice,
  field,
  goTo,
  heading,
  link,
  panel,
  person,
  signIn,
  told,
  type Person,
} from './support/people.js';
import { createWorkspace, startProduct, type Product, type Workspace } from './support/product.js';

// Real: the command and its process tree, PostgreSQL, a browser for each person.

jest.setTimeout(180_000);

let product: Product;
let workspace: Workspace;
let browser: Browser;
const people: Person[] = [];

beforeAll(async () => {
  product = await startProduct({}, async (command) => {
    workspace = await createWorkspace(command, 'northbank');
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

async function newPerson(): Promise<Page> {
  const made = await person(browser);
  people.push(made);
  return made.page;
}

const ANSWERS = [
  ['Is AI the strategic story of the company?', 'It is the strategic story'],
  ['Is the platform stable, or is it the bottleneck?', 'The bottleneck'],
  ['Is a senior technology owner in place?', 'Yes'],
  ['Should one person answer for both AI risk and the platform?', 'No'],
  ['Are the open questions AI-shaped?', 'Yes'],
  ['Is the technology surface broader than AI?', 'No'],
  ['Does the AI work fit inside the technology engagement?', 'No'],
] as const;

/** The owner opens the intake. @returns its address */
async function publish(owner: Page): Promise<string> {
  await signIn(owner, product.url, workspace.owner);
  await goTo(owner, 'Settings');
  await owner.getByRole('tab', { name: 'Public intake' }).click();
  await owner.getByText('Not published: the address leads nowhere.').waitFor();
  await owner.getByRole('switch', { name: 'Publish the intake' }).check();
  await field(owner, 'Above the questions').fill('Northbank reads where your company stands.');
  await button(owner, 'Save').click();
  await told(owner, 'Saved');
  const address = owner.getByRole('status').filter({ hasText: 'Address for prospects' }).locator('code');
  await look(owner, 'settings-public-intake');
  return (await address.textContent()) ?? '';
}

/** A prospect answers, and is on the page of the written read. */
async function answerAsProspect(prospect: Page, address: string): Promise<void> {
  await prospect.goto(address);
  await heading(prospect, 'Which hats need filling?').waitFor();
  await prospect.getByText('Northbank reads where your company stands.').waitFor();
  const soFar = panel(prospect, 'What your answers say so far');
  await soFar.getByText('5 outcomes are still possible').waitFor();
  await look(prospect, 'public-intake');
  await answer(prospect, ANSWERS.slice(0, 4));
  await soFar.getByText('This leads to: Fractional CAIO').waitFor();
  // A change of mind, and back.
  await button(prospect, 'Change the answer to: Is AI the strategic story of the company?').click();
  await prospect.getByRole('radio', { name: 'It is one of several' }).check();
  await soFar.getByText('2 outcomes are still possible').waitFor();
  await answer(prospect, ANSWERS);
  await look(prospect, 'public-intake-contact');
  await field(prospect, 'Company').fill('Tessel Logistics');
  await choice(prospect, 'Stage').selectOption({ label: 'Series A' });
  await field(prospect, 'Website').fill('tessel');
  await field(prospect, 'Your name').fill('Petra Lund');
  await field(prospect, 'Your email').fill('petra@tessel.example');
  await field(prospect, 'Website').fill('https://tessel.example');
  await button(prospect, 'Get the written read').click();
  await heading(prospect, 'Which hats Tessel Logistics needs filling').waitFor();
}

it('leads a prospect from the questions to a written read that others open until it is revoked', async () => {
  const [owner, prospect, colleague] = [await newPerson(), await newPerson(), await newPerson()];
  await prospect.goto(`${product.url}/intake/northbank`);
  await heading(prospect, 'Nothing is here').waitFor();
  const address = await publish(owner);
  expect(address).toBe(`${product.url}/intake/northbank`);
  await answerAsProspect(prospect, address);
  await look(prospect, 'shared-read');
  const shared = prospect.url();
  expect(await (await prospect.request.get(shared)).text()).toContain('name="referrer" content="no-referrer"');
  const pdf = await prospect.request.get((await link(prospect, 'PDF').getAttribute('href')) ?? '');
  expect(pdf.headers()['content-type']).toBe('application/pdf');

  await colleague.goto(shared);
  await heading(colleague, 'Which hats Tessel Logistics needs filling').waitFor();
  await colleague.getByText('The platform is the bottleneck and a CAIO will not mend it').waitFor();

  await goTo(owner, 'Portfolio');
  await owner.getByText('New, from the public intake').waitFor();
  await look(owner, 'portfolio-prospect');
  await link(owner, 'Tessel Logistics').click();
  await heading(owner, 'Tessel Logistics').waitFor();
  await link(owner, 'petra@tessel.example').waitFor();
  const links = panel(owner, 'Share the written read');
  expect(await links.getByRole('row').nth(1).textContent()).toMatch(/Made by Petra Lund.*Works until/);
  await look(owner, 'client-prospect');
  await links.getByRole('button', { name: /^Revoke the link made/ }).click();
  await button(owner, 'Yes, revoke').click();
  await links.getByText(/^Revoked /).waitFor();
  expect((await colleague.reload())?.status()).toBe(404);
  await heading(colleague, 'Nothing is here, or not any more').waitFor();
  await look(colleague, 'shared-read-gone');

  await button(links, 'Make a link').click();
  const made = await links.getByRole('status').filter({ hasText: 'New link' }).locator('code').textContent();
  await colleague.goto(made ?? '');
  await heading(colleague, 'Which hats Tessel Logistics needs filling').waitFor();
  // The browser writes down that the ended link's page is a 404.
  const complaints = people.flatMap((each) => each.complaints).filter((line) => !/status of 404 .*\/r\//.test(line));
  expect(complaints).toEqual([]);
});
