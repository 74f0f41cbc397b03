import type { FastifyInstance } from 'fastify';
import { setTimeout as wait } from 'node:timers/promises';

/** How long the database may take to answer before it counts as away, in milliseconds. */
const PATIENCE = 2_000;

/** `/healthz`: the process is up. `/readyz`: it can serve, which takes the database. */
export function healthRoutes(scope: FastifyInstance, askDatabase: () => Promise<unknown>): void {
  scope.get('/healthz', () => ({ status: 'up' }));
  scope.get('/readyz', async (_request, reply) => {
    const patience = new AbortController();
    const answers = await Promise.race([
      askDatabase().then(
        () => true,
        () => false,
      ),
      wait(PATIENCE, false, { signal: patience.signal, ref: false }).catch(() => false),
    ]);
    patience.abort();
    return answers
      ? { status: 'ready', database: 'answers' }
      : reply.code(503).send({ status: 'not ready', database: 'does not answer' });
  });
}
