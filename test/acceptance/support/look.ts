import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { keepScreenshot } from '../../support/browser.js';
import { dismissMessages } from './people.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Whether pictures in every width and theme are kept. */
export const ALL_PICTURES = process.env['SCREENSHOTS'] === 'all';

const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

/** Waits until nothing moves or fades any more: half-faded text has half its contrast. */
const AT_REST = `Promise.allSettled(document.getAnimations()
  .filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity)
  .map((animation) => animation.finished)).then(() => undefined)`;

/**
 * Looks at a screen as people with different eyes and devices do: axe finds nothing, in light on a desk and in dark on a
 * phone; nothing stands beyond the phone's edge; pictures are kept under the name, of the phone where all are asked for.
 */
export async function look(page: Page, name: string): Promise<void> {
  await dismissMessages(page);
  await page.setViewportSize(WIDE);
  // The header stays at the top of the view: in a picture of the whole page it would lie over its middle.
  await page.evaluate('scrollTo(0, 0)');
  await keepScreenshot(page, `${name}-1280`);
  const found = [...(await violations(page, 'light'))];
  await page.setViewportSize(PHONE);
  await inTheme(page, 'dark');
  found.push(...(await violations(page, 'dark phone')));
  if (ALL_PICTURES) await keepScreenshot(page, `${name}-390-dark`);
  const beyond = await widerBy(page);
  if (beyond > 0) found.push(`phone: the page is ${beyond} px wider than the screen`);
  await inTheme(page, 'light');
  await page.setViewportSize(WIDE);
  expect(found.map((line) => `${name}, ${line}`)).toEqual([]);
}

/** Shows the page as who prefers such a theme has it. */
export async function inTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.locator(`html[data-mantine-color-scheme="${theme}"]`).waitFor();
}

/** By how many pixels a page is wider than the screen: 0 where nobody has to scroll sideways. */
export async function widerBy(page: Page): Promise<number> {
  return page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - innerWidth)');
}

/** The headings of the tables that one has to push sideways to read them whole. */
export async function tablesBeyond(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(TABLES_BEYOND);
}

const TABLES_BEYOND = `[...document.querySelectorAll('table')]
  .filter((table) => {
    for (let around = table; around && around !== document.body; around = around.parentElement)
      if (around.scrollWidth > around.clientWidth + 1 && getComputedStyle(around).overflowX !== 'visible') return true;
    return false;
  })
  .map((table) => [...table.querySelectorAll('th')].map((head) => head.textContent).join(', '))`;

/** Waits until everything that was asked for is there, and nothing moves. */
export async function atRest(page: Page): Promise<void> {
  await page.locator('.mantine-Skeleton-root, .mantine-Loader-root').first().waitFor({ state: 'detached' });
  await page.evaluate(AT_REST);
}

/** Lets every part of the page be seen once: some come only then. */
const SEEN_WHOLE = `(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  for (let at = 0; at < document.documentElement.scrollHeight; at += innerHeight) {
    scrollTo(0, at);
    await frame();
  }
})()`;

/** Keeps a picture of the whole page. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  await page.evaluate(SEEN_WHOLE);
  await atRest(page);
  await page.evaluate('scrollTo(0, 0)');
  await keepScreenshot(page, name);
}

/** What axe finds, one sentence each. */
export async function violations(page: Page, where: string): Promise<string[]> {
  await page.evaluate(AT_REST);
  // Over the debugging protocol, past the page's own policy on scripts.
  await page.evaluate(`window.axe === undefined && (0, eval)(${JSON.stringify(axe)}), undefined`);
  const { violations: all } = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return all.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${where}: ${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}
