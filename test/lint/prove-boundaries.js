/**
 * Proves that each rule of dependency-cruiser.js fires: plants one wrong import for each in an empty house, cruises it,
 * and says which rule missed its own. Runs in the stage `boundaries` of the test command.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import config, { forbidden } from './dependency-cruiser.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @type {Record<string, Record<string, string>>} what breaks a rule: its name, then files and their text */
const WRONG = {
  'who-imports-whom/libs/domain': { 'libs/domain/src/a.ts': `import '../../config/src/index.js';` },
  'who-imports-whom/libs/config': { 'libs/config/src/a.ts': `import '../../domain/src/index.js';` },
  'who-imports-whom/libs/embedded': { 'libs/embedded/src/a.ts': `import '../../persistence/src/index.js';` },
  'who-imports-whom/libs/persistence': { 'libs/persistence/src/a.ts': `import '../../identity/src/index.js';` },
  'who-imports-whom/libs/jobs': { 'libs/jobs/src/a.ts': `import '../../application/src/index.js';` },
  'who-imports-whom/libs/documents': { 'libs/documents/src/a.ts': `import '../../persistence/src/index.js';` },
  'who-imports-whom/libs/notifications': { 'libs/notifications/src/a.ts': `import '../../persistence/src/index.js';` },
  'who-imports-whom/libs/identity': { 'libs/identity/src/a.ts': `import '../../application/src/index.js';` },
  'who-imports-whom/libs/application': { 'libs/application/src/a.ts': `import '../../embedded/src/index.js';` },
  'who-imports-whom/apps/api': { 'apps/api/src/a.ts': `import '../../../libs/notifications/src/index.js';` },
  'who-imports-whom/apps/worker': { 'apps/worker/src/a.ts': `import '../../../libs/embedded/src/index.js';` },
  'who-imports-whom/apps/cli': { 'apps/cli/src/a.ts': `import '../../api/src/a.js';` },
  'who-imports-whom/apps/admin': {
    'apps/admin/src/a.tsx': `import type { a } from '../../../libs/domain/src/index.js'; a;`,
  },
  'front-door': { 'libs/application/src/b.ts': `import '../../domain/src/inner.js';` },
  'domain-is-pure': { 'libs/domain/src/b.ts': `import 'node:fs';` },
  'domain-packages': { 'libs/domain/src/c.ts': `import 'pino';` },
  'api-decides-nothing': { 'apps/api/src/b.ts': `import { a } from '../../../libs/domain/src/index.js'; a;` },
  'api-reads-through-use-cases': {
    'apps/api/src/client/client.resolver.ts': `import '../../../../libs/persistence/src/index.js';`,
  },
  'one-queue': { 'libs/application/src/c.ts': `import 'bullmq';` },
  'one-way-out': { 'libs/application/src/d.ts': `import 'node:https';` },
  'no-cycle': { 'libs/domain/src/d.ts': `import './e.js';`, 'libs/domain/src/e.ts': `import './d.js';` },
  'no-orphan': { 'libs/domain/src/alone.ts': `export const alone = 1;` },
  'no-test-in-the-product': {
    'libs/domain/src/f.ts': `import './g.fixture.js';`,
    'libs/domain/src/g.fixture.ts': `export {};`,
  },
  'no-dev-dependency-in-the-product': { 'libs/application/src/e.ts': `import 'fast-check';` },
  'no-unresolved': { 'libs/domain/src/h.ts': `import './nowhere.js';` },
};

const LIBS = [
  'application',
  'config',
  'documents',
  'domain',
  'embedded',
  'identity',
  'jobs',
  'notifications',
  'persistence',
];

const house = realpathSync(mkdtempSync(join(tmpdir(), 'bicorne-boundaries-')));
try {
  for (const lib of LIBS) put(`libs/${lib}/src/index.ts`, 'export const a = 1;');
  put('libs/domain/src/inner.ts', 'export const inner = 1;');
  put('tsconfig.json', '{}');
  put(
    'package.json',
    JSON.stringify({
      type: 'module',
      dependencies: { bullmq: '*', pino: '*' },
      devDependencies: { 'fast-check': '*' },
    }),
  );
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
  for (const files of Object.values(WRONG)) for (const [path, text] of Object.entries(files)) put(path, text);
  const missed = await rulesThatMissed();
  for (const name of missed) console.error(`The rule ${name} did not find the wrong import that was planted for it.`);
  console.log(`${forbidden.length - missed.length} of ${forbidden.length} rules find what they forbid.`);
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  rmSync(house, { recursive: true, force: true });
}

/** @returns {Promise<string[]>} names of rules that have no violation in a file planted for them */
async function rulesThatMissed() {
  const { output } = await cruise(['apps', 'libs'], {
    ...config.options,
    ruleSet: { forbidden },
    validate: true,
    baseDir: house,
    tsConfig: undefined,
    preserveSymlinks: true,
  });
  if (typeof output === 'string') throw new Error(output);
  const found = new Set(output.summary.violations.map(({ rule, from }) => `${rule.name} ${from}`));
  return forbidden
    .map(({ name }) => name)
    .filter((name) => !Object.keys(WRONG[name] ?? {}).some((path) => found.has(`${name} ${path}`)));
}

/** @param {string} path @param {string} text */
function put(path, text) {
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), text);
}
