import type { Readable } from 'node:stream';

/** Content that is kept: found by its hash, and never changed. */
export interface Stored {
  /** Hexadecimal, 64 characters, lower case. */
  sha256: string;
  /** In bytes. */
  size: number;
}

/**
 * Where the bytes of files and archives stand, by workspace and hash: the same bytes twice are kept once. Who may have
 * them is decided by the rows that name the hash, not here.
 */
export interface Storage {
  /**
   * Keeps what comes, hashed on its way. It is there once this resolves, whole or not at all.
   *
   * @throws ContentTooLarge where more than `limit` bytes come; nothing is kept then
   */
  put(workspaceId: string, content: AsyncIterable<Uint8Array>, limit?: number): Promise<Stored>;
  /** The bytes from the start; null where they are not kept here. */
  get(workspaceId: string, sha256: string): Promise<Readable | null>;
  /** Whether they are kept, and how many there are, without reading them; null where they are not. */
  stat(workspaceId: string, sha256: string): Promise<Stored | null>;
  /** Forgets them; does nothing where they are not kept. */
  delete(workspaceId: string, sha256: string): Promise<void>;
}

/** More bytes came than were allowed. */
export class ContentTooLarge extends Error {
  /** @param limit in bytes */
  constructor(readonly limit: number) {
    super(`More than ${limit} bytes came.`);
  }
}
