import type { Caller } from '@bicorne/identity';
import type { SealingSecrets } from '@bicorne/persistence';
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Long enough to begin a download after a page has come; what leaks is worth little. */
const HOLDS_SECONDS = 300;

const VERSION = 1;
const KINDS = ['MEMBER', 'CLIENT_CONTACT', 'TOKEN'] as const;
const ID_BYTES = 16;
const EXPIRY_BYTES = 4;
const BODY_BYTES = 2 + 3 * ID_BYTES + EXPIRY_BYTES;
// With the body 72 bytes, which fit into the 100 characters that the router takes for a part of a path.
const TAG_BYTES = 18;
/** base64url of body and tag, without padding. */
const FORM = /^[A-Za-z0-9_-]{96}$/;

/** What a signed address stands for: one file, as one person or token may have it. */
export interface SignedFile {
  workspaceId: string;
  fileId: string;
  actor: { kind: (typeof KINDS)[number]; id: string };
  /** In whole seconds. */
  expiresAt: Date;
}

/**
 * The signature under which a caller may fetch a file without signing in, for a few minutes. It names file, workspace,
 * caller and end, under an HMAC with the installation's secret; nothing is kept of it.
 */
export function signFile(
  { secret }: SealingSecrets,
  caller: Caller,
  fileId: string,
  now: Date,
): { signature: string; expiresAt: Date } {
  const expiry = Math.ceil(now.getTime() / 1_000) + HOLDS_SECONDS;
  const { kind, id } = actorOf(caller);
  const body = Buffer.concat([
    Buffer.of(VERSION, KINDS.indexOf(kind)),
    ...[caller.workspaceId, fileId, id].map(bytesOf),
    Buffer.alloc(EXPIRY_BYTES),
  ]);
  body.writeUInt32BE(expiry, BODY_BYTES - EXPIRY_BYTES);
  const signature = Buffer.concat([body, tagOf(secret, body)]).toString('base64url');
  return { signature, expiresAt: new Date(expiry * 1_000) };
}

/** @returns null for every text that is not a signature of this installation, and for one whose time is over */
export function readFileSignature(
  { secret, oldSecret }: SealingSecrets,
  signature: string,
  now: Date,
): SignedFile | null {
  if (!FORM.test(signature)) return null;
  const bytes = Buffer.from(signature, 'base64url');
  const body = bytes.subarray(0, BODY_BYTES);
  const signed = [secret, oldSecret].some(
    (one) => one !== undefined && timingSafeEqual(bytes.subarray(BODY_BYTES), tagOf(one, body)),
  );
  const kind = KINDS[body[1] ?? KINDS.length];
  if (!signed || body[0] !== VERSION || kind === undefined) return null;
  const expiresAt = new Date(body.readUInt32BE(BODY_BYTES - EXPIRY_BYTES) * 1_000);
  if (expiresAt <= now) return null;
  const [workspaceId = '', fileId = '', id = ''] = [0, 1, 2].map((n) => idIn(body, 2 + n * ID_BYTES));
  return { workspaceId, fileId, actor: { kind, id }, expiresAt };
}

function actorOf({ memberId, clientContactId, tokenId }: Caller): SignedFile['actor'] {
  if (memberId !== null) return { kind: 'MEMBER', id: memberId };
  if (clientContactId !== null) return { kind: 'CLIENT_CONTACT', id: clientContactId };
  if (tokenId !== null) return { kind: 'TOKEN', id: tokenId };
  throw new Error('A caller is a member, a contact or a token.');
}

function tagOf(secret: string, body: Buffer): Buffer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'bicorne file address 1', 32));
  return createHmac('sha256', key).update(body).digest().subarray(0, TAG_BYTES);
}

function bytesOf(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function idIn(body: Buffer, from: number): string {
  const hex = body.subarray(from, from + ID_BYTES).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
