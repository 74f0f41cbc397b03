import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { trustedDocuments } from './trusted-documents.js';
import { compressed, fontAhead } from './vite-plugins.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The API that `npm run dev` of the admin talks to. */
const api = 'http://localhost:3000';

export default defineConfig({
  root: here('.'),
  plugins: [
    trustedDocuments(here('src'), here('../../dist/apps/admin-documents.json')),
    fontAhead(/inter-latin-wght-normal.*\.woff2$/),
    compressed(),
  ],
  build: {
    outDir: here('../../dist/apps/admin'),
    emptyOutDir: true,
    target: 'es2022',
    // The largest chunk is React and the component library; the limit is the budget of the first load, before gzip.
    chunkSizeWarningLimit: 750,
    rolldownOptions: {
      // What every screen needs comes in one file, not in two dozen that wait for each other's connection.
      output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } },
      onLog(level, log, write) {
        // "use client" in the component library is for server rendering, which there is none of.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') write(level, log);
      },
    },
  },
  server: { proxy: { '/graphql': api, '/auth': api, '/healthz': api } },
});
