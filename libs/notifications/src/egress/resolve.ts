import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { bareHost, isGloballyRoutable, type AllowList } from './address.js';

export interface Address {
  address: string;
  family: number;
}

export type Resolved =
  /** `inside`: the operator allows each of the addresses by name, so that what holds for public ones does not. */
  | { ok: true; addresses: Address[]; inside: boolean }
  /** `message` is one sentence for whoever configured the address. */
  | { ok: false; code: 'REFUSED_ADDRESS' | 'UNRESOLVED'; message: string };

/**
 * The addresses of a host that may be connected to: asked for once, so that a second answer of the name's owner changes
 * nothing. One private address among public ones is refused as a whole, for the owner could mean that one.
 */
export async function resolveHost(name: string, allow: AllowList): Promise<Resolved> {
  const host = bareHost(name);
  const addresses = await addressesOf(host);
  if (addresses.length === 0) return { ok: false, code: 'UNRESOLVED', message: `The name ${host} has no address.` };
  const allowed = allow.host(host);
  const inside = addresses.filter(({ address }) => allowed || allow.address(address));
  const refused = addresses.some((entry) => !inside.includes(entry) && !isGloballyRoutable(entry.address));
  if (refused) return { ok: false, code: 'REFUSED_ADDRESS', message: notPublic(host) };
  return { ok: true, addresses, inside: inside.length === addresses.length };
}

async function addressesOf(host: string): Promise<Address[]> {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  try {
    return await lookup(host, { all: true });
  } catch {
    return [];
  }
}

/** Answers every question for an address with those that were checked. */
export function pinnedTo(addresses: readonly Address[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, [...addresses]);
    else if (first) callback(null, first.address, first.family);
    else callback(new Error('no address'), '', 4);
  };
}

export function notPublic(host: string): string {
  return `The address of ${host} is not public; an operator may allow it with BICORNE_EGRESS_ALLOW.`;
}
