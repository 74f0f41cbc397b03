import type { CDPSession, Page } from 'playwright-core';

/** Interactions of one kind, and the longest time from one to what it painted, in milliseconds. */
export interface Interaction {
  what: string;
  longest: number;
}

/** Keeps how long each interaction took, as a browser reports it to its user's page: Event Timing, steps of 8 ms. */
const WATCH = `new PerformanceObserver((list) => {
  for (const entry of list.getEntries())
    if (entry.interactionId > 0) (window.interactions ??= []).push(entry.duration);
}).observe({ type: 'event', durationThreshold: 16, buffered: true });`;

/** Uses the portfolio as a partner does. @param slower how many times slower the processor is made */
export async function useThePortfolio(page: Page, url: string, slower: number): Promise<Interaction[]> {
  const devtools = await page.context().newCDPSession(page);
  await page.addInitScript(WATCH);
  await page.goto(`${url}/portfolio`);
  await shown(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
  const rows = page.getByRole('row');
  const found: Interaction[] = [];
  const doing = async (what: string, act: () => Promise<unknown>): Promise<void> => {
    await act();
    await settled(page);
    found.push({ what, longest: await longest(page) });
  };
  await doing('search, letter by letter', () =>
    page.getByRole('searchbox').pressSequentially('noordlicht', { delay: 60 }),
  );
  await doing('clear the search', () => page.getByRole('button', { name: 'Clear the search' }).click());
  await doing('show what is late', () => page.getByRole('button', { name: /^Late/ }).click());
  await doing('show all', () => page.getByRole('button', { name: 'All', exact: true }).click());
  await doing('sort by name', async () => {
    await page.getByRole('combobox', { name: 'Sorted by' }).focus();
    await page.keyboard.press('ArrowDown');
  });
  await doing('next page', () => page.getByRole('button', { name: 'Next page' }).click());
  await doing('from row to row by arrow', async () => {
    await rows.nth(1).getByRole('link').first().focus();
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowDown');
  });
  await doing('open a row', async () => {
    await page.keyboard.press('Enter');
    await page.waitForURL(/engagements/);
  });
  await end(devtools);
  return found;
}

async function shown(page: Page): Promise<void> {
  await page.getByRole('row').nth(1).waitFor();
}

/** Waits until nothing is asked any more and what came is painted. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(400);
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))');
}

/** Of what was done since it was last asked; what was too short to be reported counts 16. */
async function longest(page: Page): Promise<number> {
  return page.evaluate<number>('Math.max(16, ...(window.interactions ?? []).splice(0))');
}

async function end(devtools: CDPSession): Promise<void> {
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await devtools.detach();
}
