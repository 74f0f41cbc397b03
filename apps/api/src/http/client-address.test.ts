import { describe, expect, it } from '@jest/globals';
import { addressOf, countedUnder, networkOf, type Asked } from './client-address.js';

/** A request as Fastify shows it: with `ips` where it trusts a proxy. */
function asked(ip: string, headers: Asked['headers'] = {}, ips?: string[]): Asked {
  return { ip, headers, ips };
}

describe('the address of a request', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:4711', '203.0.113.7'],
    ['[2001:db8::1]:4711', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['2001:db8::1', '2001:db8::1'],
    ['unknown', '10.0.0.1'],
    ['_hidden', '10.0.0.1'],
    ['203.0.113.7:x', '10.0.0.1'],
    ['', '10.0.0.1'],
  ])('where the proxy at 10.0.0.1 says %j: %s', (said, address) =>
    expect(addressOf(asked(said, {}, ['10.0.0.1', said]))).toBe(address),
  );
});

describe('what limits count', () => {
  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('leaves out this machine itself: %s', (address) =>
    expect(countedUnder(asked(address))).toBeNull(),
  );

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])('has what a proxy here hands on: %s', (header) =>
    expect(countedUnder(asked('127.0.0.1', { [header]: 'anybody' }))).toBe('127.0.0.1'),
  );

  it('has this machine itself where a proxy is trusted', () =>
    expect(countedUnder(asked('127.0.0.1', {}, ['127.0.0.1']))).toBe('127.0.0.1'));
});

describe('the network of an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:0DB8:0001:0002:3:4:5:6', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('of %s is %s', (address, network) => expect(networkOf(address)).toBe(network));
});
