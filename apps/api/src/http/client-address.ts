import type { FastifyRequest } from 'fastify';
import { isIP, isIPv6 } from 'node:net';

/** By these a proxy tells for whom it asks, or that it is one. */
const FORWARDING = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'x-client-ip',
  'true-client-ip',
  'cf-connecting-ip',
  'via',
];

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** What is read of a request to know where it came from. */
export type Asked = Pick<FastifyRequest, 'ip' | 'ips' | 'headers'>;

/**
 * The address that a request came from: of the visitor where a trusted proxy tells it, else of who opened the connection.
 * A proxy that tells something else than an address, with or without a port, stands for its visitor.
 */
export function addressOf({ ip, ips }: Asked): string {
  if (isIP(ip) !== 0) return ip;
  const bare = /^\[([^\]]*)\](?::\d+)?$/.exec(ip)?.[1] ?? /^([\d.]+):\d+$/.exec(ip)?.[1] ?? '';
  return isIP(bare) !== 0 ? bare : (ips?.at(-2) ?? ip);
}

/** Whether a proxy says that it hands the request on. */
export function isForwarded({ headers }: Pick<Asked, 'headers'>): boolean {
  return FORWARDING.some((name) => headers[name] !== undefined);
}

/**
 * Under what limits count a request; null where they do not: it is this machine's own, no proxy is set up, and none says
 * that it hands it on.
 */
export function countedUnder(request: Asked): string | null {
  const address = addressOf(request);
  // Fastify tells `ips` where it trusts a proxy, and there alone.
  const ours = LOOPBACK.has(address) && request.ips === undefined && !isForwarded(request);
  return ours ? null : networkOf(address);
}

/** An IPv4 address itself; of an IPv6 address the 64 bits that stand for one customer of a network. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const all = [...before, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...after];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
