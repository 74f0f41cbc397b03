import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/**
 * What is kept secret at rest: one byte of version, four of the key's id, twelve of nonce, sixteen of tag, then
 * the text in AES-256-GCM. The key's id tells a changed BICORNE_SECRET from damage, and makes room for a second
 * key while one is exchanged.
 */
const VERSION = 1;
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES;

/**
 * Seals a text with the installation's secret.
 *
 * @param associatedData where the text belongs, such as the ids of its row: moved elsewhere it cannot be opened
 */
export function seal(secret: string, plaintext: string, associatedData: string): Buffer {
  const { key, id } = keyOf(secret);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(associatedData));
  const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), id, nonce, cipher.getAuthTag(), sealed]);
}

/** @returns the text, or undefined where it was sealed with another secret, for another place, or was changed since */
export function unseal(secret: string, sealed: Buffer, associatedData: string): string | undefined {
  const { key, id } = keyOf(secret);
  if (sealed.length < HEADER_BYTES || sealed[0] !== VERSION) return undefined;
  if (!sealed.subarray(1, 1 + KEY_ID_BYTES).equals(id)) return undefined;
  const nonce = sealed.subarray(1 + KEY_ID_BYTES, 1 + KEY_ID_BYTES + NONCE_BYTES);
  const tag = sealed.subarray(HEADER_BYTES - TAG_BYTES, HEADER_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(associatedData))
    .setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(sealed.subarray(HEADER_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

interface SealingKey {
  key: Buffer;
  id: Buffer;
}

/** An installation has one secret, and every webhook needs its key. */
let known: ({ secret: string } & SealingKey) | undefined;

function keyOf(secret: string): SealingKey {
  if (known?.secret !== secret) known = { secret, ...deriveKey(secret) };
  return known;
}

function deriveKey(secret: string): SealingKey {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'bicorne sealing 1', 32));
  return { key, id: createHash('sha256').update(key).digest().subarray(0, KEY_ID_BYTES) };
}
