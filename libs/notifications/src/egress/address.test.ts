import { describe, expect, it } from '@jest/globals';
import { allowList, isGloballyRoutable } from './address.js';

describe('what is globally routable', () => {
  it.each(['1.1.1.1', '93.184.216.34', '2606:4700:4700::1111', '2a00:1450:4001:82a::200e', '::ffff:8.8.8.8'])(
    '%s is',
    (address) => {
      expect(isGloballyRoutable(address)).toBe(true);
    },
  );

  it.each([
    ['this network', '0.0.0.0'],
    ['private', '10.1.2.3'],
    ['private', '172.31.255.255'],
    ['private', '192.168.0.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['loopback', '127.0.0.53'],
    ['link-local, where clouds keep credentials', '169.254.169.254'],
    ['documentation', '203.0.113.9'],
    ['benchmarking', '198.18.0.1'],
    ['multicast', '224.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['loopback v6', '::1'],
    ['unspecified v6', '::'],
    ['link-local v6', 'fe80::1'],
    ['with a zone', 'fe80::1%eth0'],
    ['unique local', 'fd00::1'],
    ['site-local', 'fec0::1'],
    ['multicast v6', 'ff02::1'],
    ['documentation v6', '2001:db8::1'],
    ['mapped private', '::ffff:10.0.0.1'],
    ['mapped loopback, in hex', '::ffff:7f00:1'],
    ['compatible loopback', '::127.0.0.1'],
    ['6to4 of a private address', '2002:0a00:0001::1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['local NAT64', '64:ff9b:1::7f00:1'],
    ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['NAT64 of a public address', '64:ff9b::808:808'],
    ['6to4 of a public address', '2002:808:808::1'],
    ['6to4 relay', '192.88.99.1'],
    ['protocol assignments', '192.0.0.170'],
    ['documentation', '198.51.100.1'],
    ['credentials of a cloud, v6', 'fd00:ec2::254'],
    ['translated private', '::ffff:0:10.0.0.1'],
    ['benchmarking v6', '2001:2::1'],
    ['ORCHID', '2001:20::1'],
    ['documentation v6, the newer', '3fff::1'],
    ['segment routing', '5f00::1'],
    ['dummy prefix', '100:0:0:1::1'],
    ['discard', '100::1'],
    ['not handed out', '4000::1'],
    ['not an address', 'localhost'],
  ])('%s is not: %s', (_what, address) => {
    expect(isGloballyRoutable(address)).toBe(false);
  });
});

describe('the allow-list', () => {
  const allow = allowList(['10.0.0.0/8', '127.0.0.1', 'fd00::/8', 'hooks.internal']);

  it.each(['10.200.3.4', '127.0.0.1', '::ffff:127.0.0.1', 'fd12::1'])('has %s', (address) => {
    expect(allow.address(address)).toBe(true);
  });

  it.each(['127.0.0.2', '11.0.0.1', '::1', 'fe80::1', 'hooks.internal'])('has no address %s', (address) => {
    expect(allow.address(address)).toBe(false);
  });

  it('compares names whatever their capitals and closing dot', () => {
    expect(allow.host('Hooks.Internal.')).toBe(true);
    expect(allow.host('internal')).toBe(false);
  });
});
