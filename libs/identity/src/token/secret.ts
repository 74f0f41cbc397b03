import { createHash, randomBytes } from 'node:crypto';

const PREFIX = 'bicorne_';
const WORKSPACE_BYTES = 16;
const SECRET_BYTES = 32;
const BODY = /^[A-Za-z0-9_-]{64}$/;
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

/** The workspace that a secret says it belongs to, and the secret's hash. */
export interface SecretPlace {
  workspaceId: string;
  hash: Buffer;
}

/**
 * A token of a workspace: `bicorne_` and, in base64url, the workspace's id and 256 random bits. It carries the workspace
 * so that it can be looked up inside that workspace's row policies.
 */
export function newSecret(workspaceId: string): NewSecret {
  const token = PREFIX + newBody(workspaceId);
  return { token, prefix: `${PREFIX}…${token.slice(-SHOWN)}`, hash: hashOf(token) };
}

/** The workspace that a token says it belongs to, and its hash; null where the text has not the form of a token. */
export function readSecret(token: string): SecretPlace | null {
  if (!token.startsWith(PREFIX)) return null;
  const workspaceId = workspaceIn(token.slice(PREFIX.length));
  return workspaceId === null ? null : { workspaceId, hash: hashOf(token) };
}

/** The secret of a link, and the SHA-256 of it, which is what the database keeps. The same form, without a prefix. */
export function newLinkSecret(workspaceId: string): { secret: string; hash: Buffer } {
  const secret = newBody(workspaceId);
  return { secret, hash: hashOf(secret) };
}

/** A workspace that nothing belongs to. */
const NO_WORKSPACE = '00000000-0000-0000-0000-000000000000';

/**
 * Where to look for the link of a secret. A text that has not the form of one gives a place where nothing is, so that
 * looking takes the same way for it.
 */
export function readLinkSecret(secret: string): SecretPlace {
  return { workspaceId: workspaceIn(secret) ?? NO_WORKSPACE, hash: hashOf(secret) };
}

function newBody(workspaceId: string): string {
  const workspace = Buffer.from(workspaceId.replaceAll('-', ''), 'hex');
  return Buffer.concat([workspace, randomBytes(SECRET_BYTES)]).toString('base64url');
}

function workspaceIn(body: string): string | null {
  if (!BODY.test(body)) return null;
  const hex = Buffer.from(body, 'base64url').subarray(0, WORKSPACE_BYTES).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
