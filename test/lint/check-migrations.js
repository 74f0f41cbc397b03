/**
 * Lints the SQL of every migration, up and down, with squawk, and that each can go both ways. What migrations break that
 * are frozen stands, counted and with its reason, in migrations-baseline.js; a new one breaks nothing, or says on the spot
 * why it may, in a comment above `-- squawk-ignore <rule>`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../../apps/cli/build.js';
import { BASELINE, GOING_BACK } from './migrations-baseline.js';

/** The oldest server that docs/operations.md names. */
const OLDEST_POSTGRES = '15';
const OUTSIDE =
  /^(create (unique )?index concurrently|drop index concurrently|alter table \S+\s+validate constraint|set |reset |select )/i;

/** @typedef {'up' | 'down'} Way */
/** @typedef {{ query(sql: string): Promise<unknown[]> }} Recorder */
/** @typedef {{ name: string, new (): { transaction?: boolean } & Record<Way, (runner: Recorder) => Promise<void>> }} Migration */

const root = fileURLToPath(new URL('../..', import.meta.url));
const squawk = createRequire(import.meta.url).resolve('squawk-cli/js/bin/squawk');

await build({ parts: ['server'] });
/** @type {{ MIGRATIONS: Migration[] }} */
const { MIGRATIONS } = await import(join(root, 'dist/libs/persistence/src/migrations/index.js'));
/** @type {{ MIGRATION_SETTINGS: Record<string, string> }} */
const { MIGRATION_SETTINGS } = await import(join(root, 'dist/libs/persistence/src/index.js'));

const folder = mkdtempSync(join(tmpdir(), 'bicorne-migrations-'));
try {
  const found = await lint();
  for (const { name } of MIGRATIONS)
    for (const way of /** @type {Way[]} */ (['up', 'down']))
      compare(`${name}.${way}`, found.get(`${name}.${way}`) ?? []);
  for (const name of Object.keys(BASELINE))
    if (!MIGRATIONS.some((migration) => name === `${migration.name}.up` || name === `${migration.name}.down`))
      fail(`migrations-baseline.js knows ${name}, which is no migration.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @returns {Promise<Map<string, { rule: string, text: string }[]>>} what squawk has to say, by migration and way */
async function lint() {
  /** @type {Map<string, { rule: string, text: string }[]>} */
  const found = new Map();
  for (const way of /** @type {Way[]} */ (['up', 'down']))
    for (const inTransaction of [true, false]) {
      const files = [];
      for (const Migration of MIGRATIONS) {
        if ((new Migration().transaction ?? true) !== inTransaction) continue;
        files.push(await written(Migration, way, inTransaction));
      }
      if (files.length === 0) continue;
      const excluded = way === 'down' ? GOING_BACK.flatMap((rule) => ['-e', rule]) : [];
      const { stdout, stderr, status } = spawnSync(
        process.execPath,
        [
          squawk,
          ...['--reporter', 'json', '--pg-version', OLDEST_POSTGRES, '-i', 'require-table-schema', ...excluded],
          inTransaction ? '--assume-in-transaction' : '--no-assume-in-transaction',
          ...files,
        ],
        { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 },
      );
      if (status !== 0 && status !== 1) throw new Error(`squawk ended with ${status}: ${stderr}`);
      for (const { file, line, rule_name: rule, message } of JSON.parse(stdout)) {
        const name = file.replace(/\.sql$/, '');
        found.set(name, [...(found.get(name) ?? []), { rule, text: `line ${line + 1}: ${rule}: ${message}` }]);
      }
    }
  return found;
}

/**
 * @param {Migration} Migration @param {Way} way @param {boolean} inTransaction
 * @returns {Promise<string>} the file that it wrote
 */
async function written(Migration, way, inTransaction) {
  const said = `${Migration.name}.${way}`;
  /** @type {string[]} */
  const statements = [];
  await new Migration()[way]({
    query: async (sql) => {
      statements.push(sql.trim());
      return [];
    },
  });
  if (statements.length === 0) fail(`${said} does nothing: every migration goes both ways.`);
  for (const statement of statements) {
    const lines = statement.split('\n').map((line) => line.trim());
    for (const [index, line] of lines.entries()) {
      if (!/^--\s*squawk-ignore/.test(line)) continue;
      if (/squawk-ignore-file|squawk-ignore\s*$/.test(line)) fail(`${said}: name the rule that a statement may break.`);
      if (!/^--\s*(?!squawk)\S/.test(lines[index - 1] ?? ''))
        fail(`${said}: "${line}" needs its reason on the line above.`);
    }
    if (!inTransaction && !OUTSIDE.test(statement.replace(/^(--.*\n\s*)*/, '')))
      fail(`${said} runs outside of a transaction, where this cannot be undone when the next one fails:\n${statement}`);
  }
  const settings = Object.entries(MIGRATION_SETTINGS).map(([name, value]) => `set ${name} = '${value}'`);
  writeFileSync(join(folder, `${said}.sql`), [...settings, ...statements].map((sql) => `${sql};\n`).join('\n'));
  return `${said}.sql`;
}

/** @param {string} name of a migration and its way @param {{ rule: string, text: string }[]} found */
function compare(name, found) {
  const known = BASELINE[name]?.breaks ?? {};
  for (const rule of new Set([...Object.keys(known), ...found.map((one) => one.rule)])) {
    const these = found.filter((one) => one.rule === rule);
    if (these.length === (known[rule] ?? 0)) continue;
    if (known[rule])
      fail(`${name}: ${rule} is broken ${these.length} times; migrations-baseline.js has ${known[rule]}.`);
    else for (const { text } of these) fail(`${name}, ${text}`);
  }
}

/** @param {string} line */
function fail(line) {
  console.error(line);
  process.exitCode = 1;
}
