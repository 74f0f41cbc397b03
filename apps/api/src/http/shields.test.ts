import { describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import { isLoopback, raiseShields } from './shields.js';

// Real: Fastify and its plugins. Left out: Nest, which answers with the status that the exception carries.

describe('the limit per address', () => {
  it('lets loopback pass and holds the others', async () => {
    const app = Fastify({ trustProxy: true });
    app.setErrorHandler((error: { getStatus?: () => number }, _request, reply) =>
      reply.code(error.getStatus?.() ?? 500).send('refused'),
    );
    await raiseShields(app, { secure: true, requestsPerMinute: 2, exempt: isLoopback });
    app.get('/', () => 'served');
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    const from = async (address: string) => (await fetch(url, { headers: { 'x-forwarded-for': address } })).status;
    expect([await from('192.0.2.1'), await from('192.0.2.1'), await from('192.0.2.1')]).toEqual([200, 200, 429]);
    expect(await from('192.0.2.2')).toBe(200);
    for (let i = 0; i < 5; i++) expect(await from('127.0.0.1')).toBe(200);
    await app.close();
  });
});
