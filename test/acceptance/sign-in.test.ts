import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { mailSink, type MailSink } from '../support/mail-sink.js';
import { mailTo, secretIn } from '../support/sign-in-client.js';
import { keyOf, totp } from '../support/totp.js';
import { look } from './support/look.js';
import { button, choice, field, goTo, heading, panel, person, secretField, signIn } from './support/people.js';
import { createWorkspace, startProduct, type Product, type Workspace } from './support/product.js';

// Real: the command and its process tree, PostgreSQL, a mail server, a browser for each person. The test is the
// authenticator, and opens the links of the emails.

jest.setTimeout(180_000);

const PASSWORD = 'seven lanterns by the canal';
const MEMBER = 'mira@northbank.example';

let sink: MailSink;
let product: Product;
let workspace: Workspace;
let browser: Browser;

beforeAll(async () => {
  sink = await mailSink();
  product = await startProduct({ SMTP_URL: sink.url, BICORNE_EGRESS_ALLOW: '127.0.0.1' }, async (command) => {
    workspace = await createWorkspace(command, 'northbank');
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await sink?.stop();
});

it('is by invitation, with a second factor, and can be mended by email', async () => {
  const { page: owner } = await person(browser);
  await signIn(owner, product.url, workspace.owner);
  await goTo(owner, 'Settings');
  const add = panel(owner, 'Add member');
  await field(add, 'Name').fill('Mira Vos');
  await field(add, 'Email').fill(MEMBER);
  await choice(add, 'Role').selectOption('Partner');
  await button(add, 'Add member').click();
  await panel(owner, 'Members').getByText('Waiting').waitFor();
  await look(owner, 'settings-members');
  await owner.getByRole('tab', { name: 'Single sign-on' }).click();
  await field(owner, 'Issuer').waitFor();
  await look(owner, 'settings-single-sign-on');

  const { page } = await person(browser);
  await page.goto(`${product.url}/invitation#${secretIn(await mailTo(sink, MEMBER))}`);
  await heading(page, 'Welcome to Northbank Advisory').waitFor();
  await look(page, 'invitation');
  await secretField(page, 'Password').fill('short');
  await button(page, 'Accept the invitation').click();
  await page.getByText('A password has from 12 to 128 characters.').waitFor();
  await secretField(page, 'Password').fill(PASSWORD);
  await button(page, 'Accept the invitation').click();
  await page.getByText('That is done. Sign in to begin.').waitFor();
  await signIn(page, product.url, { email: MEMBER, password: PASSWORD });
  await heading(page, 'Portfolio').waitFor();

  await button(page, 'Mira Vos').click();
  await page.getByRole('menuitem', { name: 'Your account' }).click();
  const factor = panel(page, 'Second factor');
  await secretField(factor, 'Your password').fill(PASSWORD);
  await button(factor, 'Set up an authenticator').click();
  await factor.getByRole('img', { name: 'QR code with the key for your authenticator' }).waitFor();
  await look(page, 'account-authenticator');
  const key = keyOf(`otpauth://totp/x?secret=${await factor.locator('code').last().textContent()}`);
  await field(factor, 'Code').fill(totp(key));
  await button(factor, 'Turn it on').click();
  await factor.getByText('Recovery codes').first().waitFor();
  expect((await factor.locator('[data-secret]').textContent())?.split(' ')).toHaveLength(10);
  await look(page, 'account');

  await button(page, 'Mira Vos').click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await look(page, 'sign-in');
  await signIn(page, product.url, { email: MEMBER, password: PASSWORD });
  await heading(page, 'Confirm that it is you').waitFor();
  await look(page, 'sign-in-code');
  // A step ahead, which a server takes too: each code counts once, and nobody waits half a minute for the next.
  await field(page, 'Code').fill(totp(key, 1));
  await button(page, 'Confirm').click();
  await heading(page, 'Portfolio').waitFor();

  const { page: elsewhere } = await person(browser);
  await elsewhere.goto(`${product.url}/sign-in`);
  await button(elsewhere, 'Forgot your password?').click();
  await field(elsewhere, 'Email').fill(MEMBER);
  await button(elsewhere, 'Send me a link').click();
  await elsewhere.getByText('an email with a link is on its way').waitFor();
  await elsewhere.goto(`${product.url}/sign-in/new-password#${secretIn(await mailTo(sink, MEMBER, 1))}`);
  await secretField(elsewhere, 'New password').fill(`${PASSWORD}, twice`);
  await button(elsewhere, 'Set the password').click();
  await elsewhere.getByText('every session of before has ended').waitFor();
  await page.reload();
  await heading(page, 'Sign in to Bicorne').waitFor();
  await owner.getByRole('tab', { name: 'Members' }).click();
  await panel(owner, 'Members').getByText('Accepted').waitFor();
  await button(owner, 'Remove Mira Vos').click();
  await button(owner, 'Yes, remove').click();
  await panel(owner, 'Members').getByText(MEMBER).waitFor({ state: 'detached' });
});
