import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EgressClient } from './egress-client.js';

// Real servers on the loopback interface, which the client reaches only where the test allows it.
const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const post = (url: string) => ({ method: 'POST' as const, url, headers: { 'x-test': '1' }, body: '{"Grüße":1}' });

describe('the one client for requests to addresses that others chose', () => {
  it('sends what it is given and gives the answer', async () => {
    const at = await serve((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () =>
        response.writeHead(201).end(`${String(request.headers['x-test'])} ${String(request.headers.host)} ${body}`),
      );
    });
    const result = await new EgressClient({ allow: ['127.0.0.1'] }).send(post(`http://${at}/hook`));
    expect(result).toMatchObject({ ok: true, status: 201, body: `1 ${at} {"Grüße":1}`, truncated: false });
  });

  it.each([
    ['loopback', 'https://127.0.0.1/'],
    ['loopback in decimal', 'https://2130706433/'],
    ['loopback in octal and hex', 'https://0177.0x0.1/'],
    ['loopback in one octal number', 'https://017700000001/'],
    ['loopback in hex', 'https://0x7f000001/'],
    ['loopback, shortened', 'https://127.1/'],
    ['loopback in wide digits', 'https://\uff11\uff12\uff17.0.0.1/'],
    ['loopback, percent-encoded', 'https://%31%32%37.0.0.1/'],
    ['this machine', 'https://0/'],
    ['NAT64', 'https://[64:ff9b::7f00:1]/'],
    ['6to4', 'https://[2002:7f00:1::]/'],
    ['Teredo', 'https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/'],
    ['loopback v6', 'https://[::1]/'],
    ['mapped', 'https://[::ffff:127.0.0.1]/'],
    ['cloud metadata', 'https://169.254.169.254/latest/meta-data'],
    ['a name that resolves to loopback', 'https://localhost/'],
    ['the same with a closing dot', 'https://localhost./'],
  ])('refuses %s: %s', async (_what, url) => {
    expect(await new EgressClient().send(post(url))).toMatchObject({ ok: false, code: 'REFUSED_ADDRESS' });
  });

  it.each([
    ['another protocol', 'ftp://example.com/', 'https://'],
    ['credentials', 'https://user:secret@example.com/', 'user name'],
    ['no URL', 'example.com', 'not a URL'],
    ['a public address without TLS', 'http://1.1.1.1/', 'https://'],
    ['a public name without TLS', 'http://example.com/', 'https://'],
  ])('refuses %s already when it is entered', async (_what, url, words) => {
    const client = new EgressClient();
    expect(client.refusalOf(url)).toContain(words);
    expect(await client.send(post(url))).toMatchObject({ ok: false, code: 'REFUSED_URL' });
  });

  it('reaches a private name that the operator allows', async () => {
    const at = await serve((_request, response) => response.end('here'));
    const port = at.split(':')[1];
    const client = new EgressClient({ allow: ['localhost'] });
    expect(client.refusalOf(`http://localhost:${port}/`)).toBeUndefined();
    expect(await client.send(post(`http://localhost:${port}/`))).toMatchObject({ ok: true, body: 'here' });
  });

  it('does not follow a redirect', async () => {
    let visited = false;
    const inside = await serve((_request, response) => {
      visited = true;
      response.end();
    });
    const at = await serve((_request, response) => response.writeHead(302, { location: `http://${inside}/` }).end());
    const result = await new EgressClient({ allow: ['127.0.0.1'] }).send(post(`http://${at}/`));
    expect(result).toMatchObject({ ok: true, status: 302 });
    expect(visited).toBe(false);
  });

  it('reads no more than it was told to', async () => {
    const at = await serve((_request, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (response.write('x'.repeat(16_384)));
        response.once('drain', more);
      };
      more();
    });
    const result = await new EgressClient({ allow: ['127.0.0.1'] }).send(post(`http://${at}/`));
    expect(result).toMatchObject({ ok: true, truncated: true });
    expect(result.ok && result.body.length).toBe(65_536);
  });

  it.each([
    ['never answers', () => undefined],
    ['answers drop by drop', (_request, response) => void setInterval(() => response.write('.'), 20).unref()],
  ] satisfies [string, RequestListener][])('gives up on one that %s', async (_what, listener) => {
    const at = await serve(listener);
    const result = await new EgressClient({ allow: ['127.0.0.1'], timeoutMs: 150 }).send(post(`http://${at}/`));
    expect(result).toMatchObject({ ok: false, code: 'TIMEOUT' });
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const at = await serve(() => stop.abort());
    const result = await new EgressClient({ allow: ['127.0.0.1'] }).send({
      ...post(`http://${at}/`),
      signal: stop.signal,
    });
    expect(result).toMatchObject({ ok: false, code: 'ABORTED' });
  });

  it('tells of a connection that cannot be made and of a name without address', async () => {
    const at = await serve(() => undefined);
    await new Promise((resolve) => servers.pop()?.close(resolve));
    const client = new EgressClient({ allow: ['127.0.0.1'] });
    expect(await client.send(post(`http://${at}/`))).toMatchObject({ ok: false, code: 'CONNECTION' });
    expect(await client.send(post('https://nowhere.invalid/'))).toMatchObject({ ok: false, code: 'UNRESOLVED' });
  });
});
