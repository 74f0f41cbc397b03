/**
 * Checks what is generated and committed: apps/api/schema.graphql is what the resolvers publish, the admin's types were made
 * from it, and docs/security.md says who may use what of it. `npm run schema` writes them anew. A
 * field that does not declare who may use it, and an id that comes in without a type, fail here as well.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../../apps/cli/build.js';
import { schemaFacts } from './schema-facts.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

await build({ parts: ['server'] });
const { publishedSchema, finishedSchema } = await import(join(root, 'dist/apps/api/src/graphql/published-schema.js'));
const { withRoleTable } = await import(join(root, 'dist/apps/api/src/graphql/role-table.js'));
compare('apps/api/schema.graphql', await publishedSchema());
compare('apps/admin/src/graphql-env.d.ts', adminTypes());
const security = readFileSync(join(root, 'docs/security.md'), 'utf8');
compare('docs/security.md', withRoleTable(security, await finishedSchema()));
await schemaFacts();

/** @param {string} path of the committed file @param {string} fresh */
function compare(path, fresh) {
  if (readFileSync(join(root, path), 'utf8') === fresh) return;
  console.error(`${path} is not what the code makes: run npm run schema and commit it.`);
  process.exitCode = 1;
}

function adminTypes() {
  const folder = mkdtempSync(join(tmpdir(), 'bicorne-schema-'));
  try {
    const file = join(folder, 'graphql-env.d.ts');
    const program = join(root, 'node_modules/gql.tada/bin/cli.js');
    const args = [program, 'generate-output', '-c', join(root, 'apps/admin/tsconfig.json'), '-o', file];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new Error(`The types of the admin could not be made:\n${stdout}${stderr}`);
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
