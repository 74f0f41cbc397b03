import type { FastifyInstance } from 'fastify';
import { isForwarded } from './client-address.js';

/** Says once in the life of the process that a proxy hands requests on and nobody told which one to trust. */
export function warnOfProxies(app: FastifyInstance): void {
  let said = false;
  app.addHook('onRequest', async (request) => {
    if (said || !isForwarded(request)) return;
    said = true;
    app.log.warn(
      'A proxy hands requests on, and TRUST_PROXY does not name it: limits and the audit trail take its address for every visitor',
    );
  });
}
