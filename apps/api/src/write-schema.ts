import { findProjectRoot } from '@bicorne/config';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finishedSchema, publishedSchema } from './graphql/published-schema.js';
import { withRoleTable } from './graphql/role-table.js';

/**
 * `npm run schema`: writes apps/api/schema.graphql and the table of roles in docs/security.md, which a test compares with
 * the resolvers.
 */
const root = findProjectRoot(import.meta.url);
await writeFile(join(root, 'apps/api/schema.graphql'), await publishedSchema());
const security = join(root, 'docs/security.md');
const document = await readFile(security, 'utf8');
await writeFile(security, withRoleTable(document, await finishedSchema()));
