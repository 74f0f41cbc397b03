import { isWebAddress } from '../shared/addresses.js';
import type { Evidence } from './evidence.js';

const FILE = /^[0-9a-f]{64}$/;

/** What the piece is known by: its address, its file or its words. Undefined where it has none. */
export function identityOf(piece: Evidence): string | undefined {
  const value =
    piece.kind === 'LINK' ? piece.url : piece.kind === 'FILE' ? (piece.sha256 ?? piece.fileId) : piece.statement;
  const key = value?.toLowerCase().replace(/\s+/g, ' ').trim();
  if (key === undefined || key === '') return undefined;
  return piece.kind === 'LINK' ? addressKey(key) : key;
}

/**
 * A web address written the one way by which two are the same page: in small letters, as https, without "www.", a slash at
 * its end and the place within the page. What is no web address stays as it is, a hash of a file too.
 */
export function addressKey(text: string): string {
  const address = /^www\./i.test(text) ? `https://${text}` : text;
  if (!isWebAddress(address)) return text;
  const { host, pathname, search } = new URL(address.toLowerCase());
  return `https://${host.replace(/^www\./, '')}${pathname.replace(/\/+$/, '')}${search}`;
}

/** Whether an identity is that of a file or a web address, and not of a statement's words. */
export function isFileOrPage(identity: string): boolean {
  return FILE.test(identity) || identity.startsWith('https://');
}
