import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const NOT_BUILT = '<!doctype html><title>Bicorne</title><p>The admin is not built: run <code>npm run build</code>.</p>';

/** The one page of the built admin, or one that says how to build it. */
export function adminPage(folder: string): () => Promise<string> {
  const file = join(folder, 'index.html');
  return existsSync(file) ? () => readFile(file, 'utf8') : () => Promise.resolve(NOT_BUILT);
}

/**
 * The built admin at `/`. Files with a hash in their name are kept by browsers for a year; every address that a browser
 * navigates to gets the one page, which finds its screen by itself.
 */
export async function adminRoutes(scope: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(join(folder, 'index.html'));
  const page = adminPage(folder);
  if (built) {
    await scope.register(fastifyStatic, {
      root: folder,
      index: false,
      wildcard: false,
      globIgnore: ['index.html', '**/*.{br,gz}'],
      cacheControl: false,
      // The build has put them there.
      preCompressed: true,
      setHeaders: (reply, path) =>
        void reply.header(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
        ),
    });
  }
  scope.get('/*', async (request, reply) => {
    const navigation =
      /\btext\/html\b/.test(request.headers.accept ?? '') && !/\.\w+$/.test(request.url.split('?')[0] ?? '');
    const root = request.url === '/' || request.url.startsWith('/?');
    if (!navigation && !root) return reply.code(404).type('text/plain').send('There is nothing at this address.');
    return reply
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(await page());
  });
}
