import type { Readable } from 'node:stream';

/** Content that is kept: found by its hash, and never changed. */
export interface Stored {
  /** Hexadecimal, 64 characters, lower case. */
  sha256: string;
  /** In bytes. */
  size: number;
}

/** What came whole and is not kept yet: nobody finds it. It is kept or dropped; what is neither is cleared away. */
export interface Received extends Stored {
  /** The bytes from the start. */
  read(): Readable;
  /** Puts it under its hash, where the same bytes may stand already. Call it last in the transaction that writes the row. */
  keep(workspaceId: string): Promise<void>;
  /** Forgets it; does nothing once it is kept. */
  drop(): Promise<void>;
}

/** Bytes that are kept. */
export interface Kept {
  workspaceId: string;
  sha256: string;
}

/**
 * Where the bytes of files and archives stand, by workspace and hash: the same bytes twice are kept once. Who may have
 * them is decided by the rows that name the hash, not here: a row and its bytes come together under the lock of their hash,
 * and only who holds it deletes.
 */
export interface Storage {
  /**
   * Takes what comes, hashed on its way.
   *
   * @throws ContentTooLarge where more than `limit` bytes come; nothing is left of it then, nor where it breaks off
   */
  receive(content: AsyncIterable<Uint8Array>, limit?: number): Promise<Received>;
  /** The bytes from the start; null where they are not kept here. */
  get(workspaceId: string, sha256: string): Promise<Readable | null>;
  /** Whether they are kept, and how many there are, without reading them; null where they are not. */
  stat(workspaceId: string, sha256: string): Promise<Stored | null>;
  /** Forgets what was last kept before that moment; does nothing where they are not kept here. @returns whether it did */
  delete(workspaceId: string, sha256: string, before: Date): Promise<boolean>;
  /** Forgets everything of a workspace, whatever its age. */
  clearWorkspace(workspaceId: string): Promise<void>;
  /** All that was last kept before that moment, in no order. */
  list(before: Date): AsyncIterable<Kept>;
  /** Clears away what was received before that moment and neither kept nor dropped. @returns how many pieces */
  clear(before: Date): Promise<number>;
}

/** More bytes came than were allowed. */
export class ContentTooLarge extends Error {
  /** @param limit in bytes */
  constructor(readonly limit: number) {
    super(`More than ${limit} bytes came.`);
  }
}
