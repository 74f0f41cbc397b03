import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { allowList } from './address.js';
import { connectToMailServer, refusalOfMailServer } from './mail-socket.js';

// A real server on the loopback interface, which is reached only where the test allows it.
let server: Server | undefined;

afterEach(async () => {
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

async function listen(): Promise<number> {
  const opened = (server = createServer((socket) => socket.end('220 ready\r\n')));
  await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve));
  return (opened.address() as AddressInfo).port;
}

describe('the mail server', () => {
  it.each([
    '127.0.0.1',
    '[::1]',
    'localhost',
    'localhost.',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '10.0.0.25',
    '[64:ff9b::a00:19]',
    '169.254.169.254',
  ])('is refused at the start where it is private and not listed: %s', async (host) => {
    const refusal = await refusalOfMailServer({ smtpUrl: `smtp://${host}:25`, egressAllow: [] });
    expect(refusal).toContain('SMTP_URL leads to');
    expect(refusal).toContain('BICORNE_EGRESS_ALLOW');
    await expect(connectToMailServer({ host, port: 25 }, allowList([]))).rejects.toThrow('not public');
  });

  it('does not tell the password of SMTP_URL', async () => {
    const refusal = await refusalOfMailServer({ smtpUrl: 'smtp://user:hidden@localhost', egressAllow: [] });
    expect(refusal).not.toMatch(/user|hidden/);
  });

  it.each([
    ['by its name', ['localhost']],
    ['by its address', ['127.0.0.1', '::1']],
    ['by its range', ['127.0.0.0/8', '::1/128']],
  ])('is reached where the operator lists it %s', async (_how, egressAllow) => {
    const port = await listen();
    expect(await refusalOfMailServer({ smtpUrl: `smtp://localhost:${port}`, egressAllow })).toBeUndefined();
    const socket = await connectToMailServer(
      { host: 'localhost', port, connectionTimeout: 1_000 },
      allowList(egressAllow),
    );
    const greeting = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    expect(greeting).toBe('220 ready\r\n');
    socket.destroy();
  });

  it('is no reason not to start where its name has no address now', async () => {
    expect(await refusalOfMailServer({ smtpUrl: 'smtp://nowhere.invalid', egressAllow: [] })).toBeUndefined();
    await expect(connectToMailServer({ host: 'nowhere.invalid' }, allowList([]))).rejects.toThrow('no address');
  });

  it('is none at all', async () => {
    expect(await refusalOfMailServer({ egressAllow: [] })).toBeUndefined();
  });
});
