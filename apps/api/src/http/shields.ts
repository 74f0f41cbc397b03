import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import { HttpException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

export interface ShieldOptions {
  /** Whether people reach Bicorne by https. */
  secure: boolean;
  /** Requests a minute from one address. */
  requestsPerMinute: number;
  /** Whether requests from this address are not counted. */
  exempt: (address: string) => boolean;
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Whether the address is this machine's own. */
export function isLoopback(address: string): boolean {
  return LOOPBACK.has(address);
}

/**
 * Headers that keep a browser from doing what the pages do not need, and a generous limit per address. Exempt is
 * what comes over loopback: it is this machine, or a proxy on it, which knows the addresses and limits by itself.
 */
export async function raiseShields(
  app: FastifyInstance,
  { secure, requestsPerMinute, exempt }: ShieldOptions,
): Promise<void> {
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
  await app.register(fastifyRateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    allowList: (request) => exempt(request.ip),
    // Nest turns any other error of a plugin into a 500.
    errorResponseBuilder: () =>
      new HttpException(
        { errors: [{ message: 'Too many requests; wait a moment.', extensions: { code: 'RATE_LIMITED' } }] },
        429,
      ),
  });
}
