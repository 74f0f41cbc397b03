import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { SEALED_COLUMNS, type SealedColumn, type SealedPlace } from './sealed-columns.js';

/** What an installation seals with, and what it still opens. */
export interface SealingSecrets {
  /** Seals, and opens. */
  secret: string;
  /** Opens too: the one before, while what it sealed is sealed anew. */
  oldSecret?: string;
}

/**
 * What is kept secret at rest: one byte of version, four of the key's id, twelve of nonce, sixteen of tag, then the text
 * in AES-256-GCM. Its column, workspace and row are authenticated with it: moved elsewhere it cannot be opened. The key's
 * id tells which secret sealed it, and a changed secret from damage.
 */
const VERSION = 2;
/** Sealed before columns were part of it. */
const VERSION_BEFORE = 1;
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES;

/** Seals a text with the installation's secret, for one place. */
export function seal({ secret }: SealingSecrets, plaintext: string, place: SealedPlace): Buffer {
  const { key, id } = keyOf(secret);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(nameOf(place));
  const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), id, nonce, cipher.getAuthTag(), sealed]);
}

/** @returns the text, or undefined where neither secret sealed it, it was sealed for another place, or was changed since */
export function unseal({ secret, oldSecret }: SealingSecrets, sealed: Buffer, place: SealedPlace): string | undefined {
  if (sealed.length < HEADER_BYTES) return undefined;
  const name = sealed[0] === VERSION ? nameOf(place) : sealed[0] === VERSION_BEFORE ? nameBefore(place) : undefined;
  if (name === undefined) return undefined;
  const id = sealed.subarray(1, 1 + KEY_ID_BYTES);
  const key = [secret, oldSecret]
    .flatMap((one) => (one === undefined ? [] : keyOf(one)))
    .find((one) => one.id.equals(id));
  if (!key) return undefined;
  const nonce = sealed.subarray(1 + KEY_ID_BYTES, 1 + KEY_ID_BYTES + NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key.key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(name)
    .setAuthTag(sealed.subarray(HEADER_BYTES - TAG_BYTES, HEADER_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(HEADER_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** What everything that is sealed now with this secret begins with: version and key id. */
export function sealedHead(secret: string): Buffer {
  return Buffer.concat([Buffer.of(VERSION), keyOf(secret).id]);
}

/** The id of a secret's key, 8 hexadecimal digits; it tells nothing of the secret. */
export function keyIdOf(secret: string): string {
  return keyOf(secret).id.toString('hex');
}

function nameOf({ column, workspaceId, key }: SealedPlace): Buffer {
  return Buffer.from(JSON.stringify([column, workspaceId, ...key]));
}

function nameBefore({ column, workspaceId, key }: SealedPlace): Buffer | undefined {
  const { before }: SealedColumn = SEALED_COLUMNS[column];
  return before && Buffer.from(before(workspaceId, key));
}

interface SealingKey {
  key: Buffer;
  id: Buffer;
}

/** An installation has two secrets at the most, and every webhook needs their keys. */
const known = new Map<string, SealingKey>();
const MOST_KNOWN = 4;

function keyOf(secret: string): SealingKey {
  const kept = known.get(secret);
  if (kept) return kept;
  if (known.size >= MOST_KNOWN) known.clear();
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'bicorne sealing 1', 32));
  const made = { key, id: createHash('sha256').update(key).digest().subarray(0, KEY_ID_BYTES) };
  known.set(secret, made);
  return made;
}
