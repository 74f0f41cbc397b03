import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';

/** Where screenshots of a run are kept. */
const ARTIFACTS = fileURLToPath(new URL('../artifacts/', import.meta.url));

/** The shell, which shows nothing to anybody, takes a third less of the processor than the whole browser. */
const INSTALLED = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Chromium would otherwise talk to its maker's servers, and as root it does not start with its sandbox. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A real headless Chromium: the machine's, else the one that @sparticuz/chromium brings. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const installed = INSTALLED.find((path) => path !== undefined && existsSync(path));
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args: [...ARGUMENTS, ...more] });
  const { default: packaged } = await import('@sparticuz/chromium');
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    args: [...packaged.args, ...ARGUMENTS, ...more],
  });
}

/** Keeps a picture of the page as `test/artifacts/<name>.png`, once what moves has come to rest. */
export async function keepScreenshot(page: Page, name: string, path = `${ARTIFACTS}${name}.png`): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true, animations: 'disabled' });
}
