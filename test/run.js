/**
 * The test command: `npm test` runs every stage, `node test/run.js unit lint` only those named. A stage that fails stops
 * no other. Each static stage counts as one test, each jest stage as its tests; the last line is the sum, and the exit
 * code is 0 only where nothing failed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A stage that takes longer hangs; on 2 cores each takes a fraction of it. */
const STAGE_LIMIT_MS = 20 * 60_000;
/** Static stages need one core each. */
const STATIC_AT_ONCE = 2;

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const reports = mkdtempSync(join(tmpdir(), 'bicorne-test-run-'));

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 * @typedef {{ name: string, what: string, commands: string[][] }} StaticStage each command: a program and its arguments
 * @typedef {{ name: string, what: string }} JestStage its name is that of a project in jest.config.js
 */

const eslint = bin('eslint');
const oxlint = bin('oxlint');
const tsc = bin('typescript-native', 'tsc');

/** @type {StaticStage[]} the slow ones first, so that the quick ones fill the other core */
const STATIC = [
  {
    name: 'lint',
    what: 'oxlint, and eslint for what it has not, over TypeScript, JavaScript and GraphQL',
    commands: [
      [oxlint, '-c', 'test/lint/oxlint.json', '.'],
      [eslint, '-c', 'test/lint/eslint.config.js', '.'],
    ],
  },
  {
    name: 'types',
    what: 'types of the server, its tests, the scripts and the admin',
    commands: [
      [tsc, '--noEmit'],
      [tsc, '-p', 'test/lint/tsconfig.scripts.json'],
      [tsc, '--noEmit', '-p', 'apps/admin/tsconfig.json'],
    ],
  },
  {
    name: 'schema',
    what: "the committed schema, and the admin's documents against it",
    commands: [
      ['test/lint/check-schema.js'],
      [bin('gql.tada'), 'check', '-c', 'apps/admin/tsconfig.json', '--level', 'warn'],
    ],
  },
  {
    name: 'boundaries',
    what: 'who imports whom, and that each rule finds what it forbids',
    commands: [
      [bin('dependency-cruiser', 'depcruise'), '-c', 'test/lint/dependency-cruiser.js', 'apps', 'libs', 'test'],
      ['test/lint/prove-boundaries.js'],
    ],
  },
  {
    name: 'migrations',
    what: 'squawk over the SQL of every migration, up and down',
    commands: [['test/lint/check-migrations.js']],
  },
  { name: 'format', what: 'prettier', commands: [[bin('prettier'), '--check', '--log-level', 'warn', '.']] },
  { name: 'unused', what: 'knip: files, exports and dependencies that nobody uses', commands: [[bin('knip')]] },
];

/** @type {JestStage[]} in the order of what they build on */
const JEST = [
  { name: 'unit', what: 'the rules, and what needs no server' },
  { name: 'integration', what: 'on a real PostgreSQL, with the queue on each of its backends' },
  { name: 'acceptance', what: 'the story of the README, from outside, in a real browser' },
];

process.exitCode = await main(process.argv.slice(2));

/** @param {string[]} names of stages, none for all @returns {Promise<number>} the exit code */
async function main(names) {
  const known = [...STATIC, ...JEST].map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`No stage is called ${unknown.join(' or ')}. There are: ${known.join(', ')}.`);
    return 2;
  }
  /** @param {{ name: string }} stage */
  const chosen = ({ name }) => names.length === 0 || names.includes(name);
  const withoutRedis = names.length === 0 || names.includes('integration') ? redisIsMissing() : false;
  if (withoutRedis) sayLeftOut();

  /** @type {Count[]} */
  const counts = [];
  const queue = STATIC.filter(chosen);
  const lane = async () => {
    for (let stage = queue.shift(); stage; stage = queue.shift()) counts.push(await runStatic(stage));
  };
  await Promise.all(Array.from({ length: STATIC_AT_ONCE }, lane));
  // One after the other: each fills both cores, and the acceptance test measures nothing while others run.
  for (const stage of JEST.filter(chosen)) counts.push(await runJest(stage));

  rmSync(reports, { recursive: true, force: true });
  if (withoutRedis) sayLeftOut();
  /** @param {keyof Count} key */
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  return sum('failed') === 0 ? 0 : 1;
}

/** @param {StaticStage} stage @returns {Promise<Count>} */
async function runStatic({ name, what, commands }) {
  const began = performance.now();
  let said = '';
  let ok = true;
  for (const command of commands) {
    const outcome = await runNode(command, 'pipe');
    ok &&= outcome.ok;
    said += outcome.said;
  }
  report(name, what, ok, began);
  if (!ok) console.log(said.trimEnd());
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

/** @param {JestStage} stage @returns {Promise<Count>} */
async function runJest({ name, what }) {
  const began = performance.now();
  console.log(`… ${name}: ${what}`);
  const file = join(reports, `${name}.json`);
  const config = ['-c', 'test/jest.config.js', '--selectProjects', name, '--json', '--outputFile', file];
  const { ok } = await runNode(['--experimental-vm-modules', '--no-warnings', bin('jest'), ...config], 'inherit');
  const count = readCount(file);
  // A file that did not load, a server that did not start, a run that was cut off: none of them is a test that failed.
  if (!ok && count.failed === 0) count.failed = 1;
  report(name, `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`, ok, began);
  return count;
}

/** @param {string} file of jest's JSON report; absent where jest did not come to its end @returns {Count} */
function readCount(file) {
  try {
    const result = JSON.parse(readFileSync(file, 'utf8'));
    return {
      passed: result.numPassedTests,
      failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
      skipped: result.numPendingTests + result.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

/**
 * @param {string[]} args of Node
 * @param {'pipe' | 'inherit'} output `inherit` shows it as it comes, and nothing is kept; jest's JSON goes to its file
 * @returns {Promise<{ ok: boolean, said: string }>}
 */
function runNode(args, output) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', output === 'pipe' ? 'pipe' : 'ignore', output],
      env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1' },
    });
    let said = '';
    child.stdout?.on('data', (chunk) => (said += chunk));
    child.stderr?.on('data', (chunk) => (said += chunk));
    const limit = setTimeout(() => {
      const line = `Stopped after ${STAGE_LIMIT_MS / 60_000} minutes.\n`;
      if (output === 'inherit') console.log(line);
      said += line;
      child.kill('SIGKILL');
    }, STAGE_LIMIT_MS);
    child.on('error', (error) => (said += `${error.message}\n`));
    child.on('close', (code) => {
      clearTimeout(limit);
      resolve({ ok: code === 0, said });
    });
  });
}

/** @param {string} name @param {string} what @param {boolean} ok @param {number} began of performance.now() */
function report(name, what, ok, began) {
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${ok ? '✓' : '✗'} ${name.padEnd(12)} ${seconds.padStart(6)} s  ${what}`);
}

/**
 * @param {string} packageName
 * @param {string} [command] where the package has several
 * @returns {string} the file of a command that a package brings
 */
function bin(packageName, command = packageName) {
  const manifest = join(root, 'node_modules', packageName, 'package.json');
  const { bin: programs } = require(manifest);
  return join(dirname(manifest), typeof programs === 'string' ? programs : programs[command]);
}

function redisIsMissing() {
  return !process.env.REDIS_URL && spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).error !== undefined;
}

function sayLeftOut() {
  console.log('LEFT OUT: the queue on Redis. There is no redis-server on the PATH, and REDIS_URL is not set.');
}
