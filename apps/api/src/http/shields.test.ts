import { describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import { raiseShields } from './shields.js';

// Real: Fastify and its plugins. Left out: Nest, which answers with the status that the exception carries.

describe('the limit per address', () => {
  it('lets this machine itself pass and holds the others', async () => {
    const app = Fastify();
    app.setErrorHandler((error: { getStatus?: () => number }, _request, reply) =>
      reply.code(error.getStatus?.() ?? 500).send('refused'),
    );
    await raiseShields(app, { secure: true, requestsPerMinute: 2 });
    app.get('/', () => 'served');
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    const ask = async (headers: Record<string, string>) => (await fetch(url, { headers })).status;
    const proxied = { 'x-forwarded-for': '192.0.2.1' };
    expect([await ask(proxied), await ask(proxied), await ask(proxied)]).toEqual([200, 200, 429]);
    for (let count = 0; count < 5; count++) expect(await ask({})).toBe(200);
    await app.close();
  });
});
