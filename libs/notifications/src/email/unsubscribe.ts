import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Recipient } from '../payloads.js';

const VERSION = 1;
const KINDS = ['MEMBER', 'CONTACT'] as const satisfies Recipient['kind'][];
const ID_BYTES = 16;
const BODY_BYTES = 2 + 2 * ID_BYTES;
const TAG_BYTES = 24;
/** base64url of body and tag, without padding. */
const FORM = /^[A-Za-z0-9_-]{78}$/;

/** Whose emails a token stops. */
export interface Unsubscribed {
  workspaceId: string;
  recipient: Recipient;
}

/**
 * Where a person stops the alerts in their mailbox without signing in. Nothing is kept of it: the address says whose
 * mailbox it is, authenticated by the installation's secret, and holds as long as that secret.
 *
 * @param baseUrl without a closing slash
 */
export function unsubscribeUrl(baseUrl: string, secret: string, of: Unsubscribed): string {
  return `${baseUrl}/unsubscribe/${unsubscribeToken(secret, of)}`;
}

/** Of the same person always the same text. */
export function unsubscribeToken(secret: string, { workspaceId, recipient }: Unsubscribed): string {
  const head = Buffer.of(VERSION, KINDS.indexOf(recipient.kind));
  const body = Buffer.concat([head, bytesOf(workspaceId), bytesOf(recipient.id)]);
  return Buffer.concat([body, tagOf(secret, body)]).toString('base64url');
}

/** @returns null for every text that is not a token of this installation */
export function readUnsubscribeToken(secret: string, token: string): Unsubscribed | null {
  if (!FORM.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const body = bytes.subarray(0, BODY_BYTES);
  // 78 characters hold four bits more than 58 bytes: of their sixteen texts one is the token.
  if (bytes.toString('base64url') !== token) return null;
  if (bytes.length !== BODY_BYTES + TAG_BYTES || !timingSafeEqual(bytes.subarray(BODY_BYTES), tagOf(secret, body)))
    return null;
  const kind = KINDS[body[1] ?? KINDS.length];
  if (body[0] !== VERSION || kind === undefined) return null;
  return { workspaceId: idIn(body, 2), recipient: { kind, id: idIn(body, 2 + ID_BYTES) } };
}

function tagOf(secret: string, body: Buffer): Buffer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'bicorne unsubscribe 1', 32));
  return createHmac('sha256', key).update(body).digest().subarray(0, TAG_BYTES);
}

function bytesOf(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function idIn(body: Buffer, from: number): string {
  const hex = body.subarray(from, from + ID_BYTES).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
