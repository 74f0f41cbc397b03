import ipaddr from 'ipaddr.js';

/** Only these IPv6 addresses have been handed out for the public network (RFC 4291, IANA). */
const GLOBAL_UNICAST_V6: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/**
 * Whether an address can be reached from anywhere on the public network. Private, loopback, link-local,
 * documentation and reserved ranges are not; nor are the IPv6 ranges that carry an IPv4 address (6to4, NAT64,
 * Teredo), since a gateway could lead back inside. A mapped address counts as the IPv4 address in it.
 */
export function isGloballyRoutable(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_UNICAST_V6);
}

/** Hosts, addresses and ranges that may be reached although they are private. */
export interface AllowList {
  host(name: string): boolean;
  address(address: string): boolean;
  /** Whether a name that is not listed could lead to a listed address. */
  hasAddresses: boolean;
}

/** @param entries host names, addresses, and ranges such as 10.0.0.0/8 */
export function allowList(entries: readonly string[]): AllowList {
  const hosts = new Set<string>();
  const ranges: [ipaddr.IPv4 | ipaddr.IPv6, number][] = [];
  for (const entry of entries) {
    if (ipaddr.isValidCIDR(entry)) ranges.push(ipaddr.parseCIDR(entry));
    else if (ipaddr.isValid(entry)) {
      const address = ipaddr.process(entry);
      ranges.push([address, address.kind() === 'ipv4' ? 32 : 128]);
    } else hosts.add(bareHost(entry));
  }
  return {
    hasAddresses: ranges.length > 0,
    host: (name) => hosts.has(bareHost(name)),
    address: (address) => {
      if (!ipaddr.isValid(address)) return false;
      const parsed = ipaddr.process(address);
      return ranges.some(([range, bits]) => range.kind() === parsed.kind() && parsed.match(range, bits));
    },
  };
}

/** A host name or address as it is compared: without brackets, closing dot and capitals. */
export function bareHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}
