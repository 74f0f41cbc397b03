import { createHash, randomBytes } from 'node:crypto';

const PREFIX = 'bicorne_';
const WORKSPACE_BYTES = 16;
const SECRET_BYTES = 32;
const SHAPE = /^bicorne_([A-Za-z0-9_-]{64})$/;
/** How much of a token stays readable, to tell two apart: too little of the 256 bits to help a guess. */
const SHOWN = 6;

export interface NewSecret {
  /** What the integration sends; shown once and never kept. */
  token: string;
  /** For people, to recognise it by. */
  prefix: string;
  /** SHA-256 of the token, which is what the database keeps. */
  hash: Buffer;
}

/**
 * A token of a workspace: `bicorne_` and, in base64url, the workspace's id and 256 random bits. It carries the workspace
 * so that it can be looked up inside that workspace's row policies.
 */
export function newSecret(workspaceId: string): NewSecret {
  const secret = randomBytes(SECRET_BYTES);
  const token =
    PREFIX + Buffer.concat([Buffer.from(workspaceId.replaceAll('-', ''), 'hex'), secret]).toString('base64url');
  return { token, prefix: `${PREFIX}…${token.slice(-SHOWN)}`, hash: hashOf(token) };
}

/** The workspace that a token says it belongs to, and its hash; null where the text has not the form of a token. */
export function readSecret(token: string): { workspaceId: string; hash: Buffer } | null {
  const body = SHAPE.exec(token)?.[1];
  if (body === undefined) return null;
  const hex = Buffer.from(body, 'base64url').subarray(0, WORKSPACE_BYTES).toString('hex');
  return { workspaceId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), hash: hashOf(token) };
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
