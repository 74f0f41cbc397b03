import { findProjectRoot } from '@bicorne/config';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publishedSchema } from './graphql/published-schema.js';

/** `npm run schema`: writes apps/api/schema.graphql, which a test compares with the resolvers. */
await writeFile(join(findProjectRoot(import.meta.url), 'apps/api/schema.graphql'), await publishedSchema());
