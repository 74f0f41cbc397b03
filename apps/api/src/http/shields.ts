import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import { HttpException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { countedUnder } from './client-address.js';

export interface ShieldOptions {
  /** Whether people reach Bicorne by https. */
  secure: boolean;
  /** Requests a minute from one address. */
  requestsPerMinute: number;
}

/**
 * Headers that keep a browser from doing what the pages do not need, no copy in a cache of what does not allow one, and a
 * generous limit per address.
 */
export async function raiseShields(app: FastifyInstance, { secure, requestsPerMinute }: ShieldOptions): Promise<void> {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Mantine sets sizes and colours in style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    crossOriginOpenerPolicy: secure,
    originAgentCluster: secure,
    referrerPolicy: { policy: 'same-origin' },
  });
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
  });
  await app.register(fastifyRateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    allowList: (request) => countedUnder(request) === null,
    keyGenerator: (request) => countedUnder(request) ?? '',
    // Nest turns any other error of a plugin into a 500.
    errorResponseBuilder: () =>
      new HttpException(
        { errors: [{ message: 'Too many requests; wait a moment.', extensions: { code: 'RATE_LIMITED' } }] },
        429,
      ),
  });
}
