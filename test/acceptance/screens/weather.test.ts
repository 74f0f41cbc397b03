import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from '../../support/browser.js';
import { atRest, look, violations, widerBy } from '../support/look.js';
import { button, field, heading, link, person, secretField, signIn, type Person } from '../support/people.js';
import { createWorkspace, type Workspace } from '../support/product.js';
import { Demo, OWNER, PRACTITIONER } from './demo.js';
import { addressOf, registeredScreens } from './places.js';

// Real: the product with its demo workspace, a browser whose network is cut, slowed or answered with a failure. Texts of
// other languages are clients and revisions of the workspace.

jest.setTimeout(180_000);

const API = '**/graphql';
const SLOW_MS = 3_000;

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

const at = (path: string): string => demo.product.url + path;
const deliverable = (): string => at(`/deliverables/${encodeURIComponent(demo.parameters['deliverableId'] ?? '')}`);

/** Opens the writing desk and types a sentence at the end. @returns the writing */
async function typeOnTheDesk({ page }: Person, sentence: string): Promise<Locator> {
  await page.goto(deliverable());
  const writing = field(page, 'Writing');
  await writing.press('Control+End');
  await writing.pressSequentially(`\n${sentence}`);
  return writing;
}

describe('the writing desk', () => {
  it('loses no text when the connection is lost, and saves it when it is back', async () => {
    const writer = await demo.newPerson(PRACTITIONER);
    const sentence = 'Written where no connection was.';
    const writing = await typeOnTheDesk(writer, 'Written before the connection was lost.');
    await writer.page.context().setOffline(true);
    await writing.pressSequentially(`\n${sentence}`);
    await button(writer.page, 'Save revision').click();
    expect(await writing.inputValue()).toContain(sentence);
    await writer.page.context().setOffline(false);
    await writer.page.reload();
    expect(await field(writer.page, 'Writing').inputValue()).toContain(sentence);
    await button(writer.page, 'Save revision').click();
    await writer.page.getByText(/^Revision \d+ saved/).waitFor();
    await writer.page.reload();
    expect(await field(writer.page, 'Writing').inputValue()).toContain(sentence);
  });

  it('loses no text when the session expires, and goes on where it was after signing in', async () => {
    const writer = await demo.newPerson(PRACTITIONER);
    const sentence = 'Written while the session ended.';
    await typeOnTheDesk(writer, 'Written before the session ended.');
    // Nothing but the saving is to find the session gone.
    const assessed = writer.page.waitForResponse((response) =>
      Boolean(response.request().postData()?.includes(sentence)),
    );
    await writer.page.keyboard.insertText(`\n${sentence}`);
    await assessed;
    await writer.page.context().clearCookies();
    await button(writer.page, 'Save revision').click();
    await heading(writer.page, 'Sign in to Bicorne').waitFor();
    await field(writer.page, 'Email').fill(PRACTITIONER);
    await secretField(writer.page, 'Password').fill('bicorne-demo');
    await button(writer.page, 'Sign in').click();
    await writer.page.waitForURL(deliverable());
    expect(await field(writer.page, 'Writing').inputValue()).toContain(sentence);
  });
});

describe('the portfolio', () => {
  it('says within a second that something is on its way, and is there when the API takes three', async () => {
    const { page } = await demo.newPerson(OWNER);
    await page.goto(at('/portfolio'));
    await heading(page, 'Portfolio').waitFor();
    await page.route(API, async (route) => {
      await pause(SLOW_MS);
      await route.continue().catch(() => undefined);
    });
    await page.reload({ waitUntil: 'commit' });
    await page.getByRole('status').first().waitFor({ state: 'attached', timeout: 2_500 });
    expect(await violations(page, 'while it waits')).toEqual([]);
    expect(await widerBy(page)).toBe(0);
    await page.getByRole('link', { name: 'Noordlicht Energie' }).first().waitFor();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  it.each([
    ['without a connection', 'abort'],
    ['with an API that fails', 'fail'],
  ] as const)('%s says so, and is there after trying again', async (_, how) => {
    const { page } = await demo.newPerson(OWNER);
    await page.route(API, (route) =>
      how === 'abort' ? route.abort() : route.fulfill({ status: 500, contentType: 'application/json', body: '{}' }),
    );
    // The page looks for itself whether the server is back; here a person is to try first.
    await page.route('**/healthz', (route) => route.abort());
    await page.goto(at('/portfolio'));
    const again = button(page, 'Try again').first();
    await again.waitFor();
    expect(await violations(page, how)).toEqual([]);
    await page.unroute(API);
    await again.click();
    await page.getByRole('link', { name: 'Noordlicht Energie' }).first().waitFor();
  });
});

describe('texts of every kind', () => {
  const CLIENTS = [
    ['German', 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft mbH & Co. KGaA'],
    ['Japanese', '株式会社北海道再生可能エネルギー開発研究機構人工知能戦略推進本部'],
    ['Arabic', 'الشركة الوطنية لتطوير الطاقة المتجددة والذكاء الاصطناعي'],
    ['one word', 'W'.repeat(110)],
  ] as const;

  it.each(CLIENTS)('%s: a client with such a name breaks no screen', async (language, name) => {
    const page = await demo.pageOf(OWNER);
    const { createClient } = await demo.product.ask<{ createClient: { client: { id: string } } }>(
      demo.token,
      'mutation ($input: CreateClientInput!) { createClient(input: $input) { client { id } userErrors { code message } } }',
      { input: { name, notes: `${name} `.repeat(3) } },
    );
    const clientId = encodeURIComponent(createClient.client.id);
    for (const path of ['/portfolio', `/clients/${clientId}`, `/clients/${clientId}/intake`]) {
      await page.goto(at(path));
      await heading(page, /./).waitFor();
      await atRest(page);
      for (const width of [1280, 390, 360]) {
        await page.setViewportSize({ width, height: 800 });
        expect({ path, width, wider: await widerBy(page) }).toEqual({ path, width, wider: 0 });
      }
      await page.setViewportSize({ width: 1280, height: 900 });
    }
    await page.goto(at(`/clients/${clientId}`));
    await heading(page, name).waitFor();
    await look(page, `texts-client-${language.replace(' ', '-').toLowerCase()}`);
  });

  it('reads a document of three scripts, its text from right to left where it is Arabic', async () => {
    const page = await demo.pageOf(OWNER);
    const text = `# الهندسة المعمارية\n\n${'تقرأ هذه الوثيقة من اليمين إلى اليسار. '.repeat(8)}\n\n## ${CLIENTS[0][1]}\n\n${CLIENTS[1][1].repeat(6)}\n`;
    await page.goto(deliverable());
    await field(page, 'Writing').fill(text);
    await atRest(page);
    await look(page, 'texts-desk');
  });
});

describe('nothing yet', () => {
  let workspace: Workspace;
  let owner: Person;

  beforeAll(async () => {
    workspace = await createWorkspace((args) => demo.product.command(args), 'empty');
    owner = await person(browser);
    await signIn(owner.page, demo.product.url, workspace.owner);
    await heading(owner.page, 'Portfolio').waitFor();
  });

  it.each(registeredScreens().filter(({ audience, path }) => audience !== 'contacts' && !path.includes(':')))(
    '$path of an empty workspace leads on',
    async (place) => {
      const { page } = owner;
      await page.goto(at(addressOf(place, {})));
      await heading(page, /./).waitFor();
      await atRest(page);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await violations(page, 'empty')).toEqual([]);
      expect(await widerBy(page)).toBe(0);
      await page.setViewportSize({ width: 1280, height: 900 });
    },
  );
});

describe('by keyboard alone', () => {
  /** Presses Tab until what is called so has the focus, and sees that it shows. */
  async function tabTo(page: Page, what: Locator): Promise<void> {
    for (let pressed = 0; pressed < 120; pressed += 1) {
      await page.keyboard.press('Tab');
      if (!(await what.evaluate((element) => element.ownerDocument.activeElement === element))) continue;
      expect(await what.evaluate((element) => element.matches(':focus-visible'))).toBe(true);
      return;
    }
    throw new Error('Tab does not lead there.');
  }

  it('signs in, opens a client and a deliverable, writes and saves', async () => {
    const { page } = await person(browser);
    await page.goto(at('/sign-in'));
    await heading(page, 'Sign in to Bicorne').waitFor();
    await tabTo(page, field(page, 'Email'));
    await page.keyboard.type(OWNER);
    await tabTo(page, secretField(page, 'Password'));
    await page.keyboard.type('bicorne-demo');
    await page.keyboard.press('Enter');
    await heading(page, 'Portfolio').waitFor();
    await atRest(page);
    await tabTo(page, link(page, 'Noordlicht Energie').first());
    await page.keyboard.press('Enter');
    await heading(page, 'Noordlicht Energie').waitFor();
    await atRest(page);
    await tabTo(page, link(page, 'Roadmap').first());
    await page.keyboard.press('Enter');
    const writing = field(page, 'Writing');
    await writing.waitFor();
    await atRest(page);
    await tabTo(page, writing);
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\nWritten without a mouse.');
    await tabTo(page, button(page, 'Save revision'));
    await page.keyboard.press('Enter');
    await page.getByText(/^Revision \d+ saved/).waitFor();
  });
});
