import { findProjectRoot } from '@bicorne/config';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

let built: Promise<string> | undefined;

/** The admin, built with another catalogue in the place of its own. @returns the folder */
export function pseudoAdmin(): Promise<string> {
  built ??= build();
  return built;
}

async function build(): Promise<string> {
  const root = findProjectRoot(import.meta.url);
  const folder = await mkdtemp(join(tmpdir(), 'bicorne-pseudo-'));
  process.once('exit', () => void rm(folder, { recursive: true, force: true }));
  const script = `
    const { build, loadConfigFromFile } = await import('vite');
    const { config } = await loadConfigFromFile({ command: 'build', mode: 'production' }, 'apps/admin/vite.config.ts');
    const catalogue = { name: 'another-catalogue', enforce: 'pre', resolveId: (id) =>
      id.endsWith('/texts/index.js') ? ${JSON.stringify(join(root, 'test/acceptance/support/pseudo-texts.ts'))} : null };
    const plugins = config.plugins.filter(({ name }) => name !== 'bicorne-compressed');
    await build({ ...config, configFile: false, logLevel: 'error', plugins: [catalogue, ...plugins],
      build: { ...config.build, minify: false, reportCompressedSize: false, outDir: ${JSON.stringify(folder)} } });`;
  // The libraries' builds for development refuse documents without their text, which trusted documents are.
  const env = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd: root, env });
  return folder;
}

/** The page loads its screens from the folder, and everything else from the server. */
export async function speakPseudo(page: Page, folder: string): Promise<void> {
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    const file = join(folder, pathname);
    const served = await stat(file)
      .then((found) => found.isFile())
      .catch(() => false);
    if (!served && route.request().resourceType() !== 'document') return route.fallback();
    const path = served ? file : join(folder, 'index.html');
    return route.fulfill({
      body: await readFile(path),
      contentType: TYPES[extname(path)] ?? 'application/octet-stream',
    });
  });
}
