import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../support/browser.js';
import { ALL_PICTURES, atRest, inTheme, keepPicture, tablesBeyond, violations, widerBy } from '../support/look.js';
import { Demo } from './demo.js';
import { addressOf, nameOf, registeredScreens, type Place } from './places.js';

// Real: the product with its demo workspace, a browser. Every screen that is registered is opened; one whose address
// cannot be made fails. axe looks once in each theme, at a desk in light and at a phone in dark; `npm run screenshots`
// has it look at every width in both, and keeps the pictures.

jest.setTimeout(300_000);

/** Height as of a usual screen of that width. */
const WIDTHS = { 390: 844, 1280: 900, 1920: 1080 } as const;
const SMALLEST = { width: 360, height: 740 };
const SEEN = { light: 1280, dark: 390 } as const;

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

async function open(place: Place): Promise<Page> {
  const page = await demo.pageFor(place);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(demo.product.url + addressOf(place, demo.parameters));
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await atRest(page);
  return page;
}

/** The tabs of a screen, each of which is a screen of its own; the one that stands open first. */
async function tabsOf(page: Page): Promise<string[]> {
  const names = await page.getByRole('tab').allTextContents();
  return names.length > 0 ? names : [''];
}

/** Waits until what measures itself has seen its new width, told so in the next frame, and is drawn in the one after. */
const drawnAnew = (page: Page): Promise<unknown> =>
  page.evaluate('(async () => { for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame); })()');

async function lookAt(page: Page, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await inTheme(page, theme);
    for (const [width, height] of Object.entries(WIDTHS)) {
      const seen = Number(width) === SEEN[theme];
      // Colours change no width.
      if (theme === 'dark' && !seen && !ALL_PICTURES) continue;
      await page.setViewportSize({ width: Number(width), height });
      await atRest(page);
      if (ALL_PICTURES) await keepPicture(page, `screens/${name}-${width}-${theme}`);
      if (seen || ALL_PICTURES) found.push(...(await violations(page, `${name}, ${width} px, ${theme}`)));
      const beyond = await widerBy(page);
      if (beyond > 0) found.push(`${name}, ${width} px: the page is ${beyond} px wider than the screen`);
    }
  }
  await page.setViewportSize(SMALLEST);
  await drawnAnew(page);
  const beyond = await widerBy(page);
  if (beyond > 0) found.push(`${name}, 360 px: the page is ${beyond} px wider than the screen`);
  for (const heads of await tablesBeyond(page)) found.push(`${name}, 360 px: one has to push the table of ${heads}`);
  return found;
}

describe('every screen', () => {
  it.each(registeredScreens())('$path: axe finds nothing, and it fits', async (place) => {
    const page = await open(place);
    const found: string[] = [];
    for (const tab of await tabsOf(page)) {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: 1280, height: 900 });
      if (tab !== '') await page.getByRole('tab', { name: tab, exact: true }).click();
      await atRest(page);
      found.push(
        ...(await lookAt(page, [nameOf(place), tab.toLowerCase().replace(/\W+/g, '-')].filter(Boolean).join('-'))),
      );
    }
    expect(found).toEqual([]);
  });

  it('was opened without a complaint of the browser', () => {
    expect(demo.complaints()).toEqual([]);
  });
});
