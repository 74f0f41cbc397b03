import { describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { zip, type ArchiveEntry, type ArchivedFile } from './zip.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  // One buffer for all pieces, as what reads files gives them.
  const shared = new Uint8Array(64);
  for (const text of texts)
    yield shared.subarray(0, shared.length && new TextEncoder().encodeInto(text, shared).written);
}

async function* entries(): AsyncGenerator<ArchiveEntry> {
  yield { path: 'README.txt', content: bytes('Read me. '.repeat(100)), text: true };
  yield { path: 'a/é.bin', content: pieces('one', 'second', '3'), text: false };
  yield { path: 'a/empty', content: new Uint8Array(0), text: false };
}

describe('an archive', () => {
  it('holds its files, from one piece or many', async () => {
    const files = unzipSync(await buffer(zip(entries)));
    expect(Object.keys(files)).toEqual(['README.txt', 'a/é.bin', 'a/empty']);
    expect(new TextDecoder().decode(files['a/é.bin'])).toBe('onesecond3');
    expect(files['a/empty']).toHaveLength(0);
  });

  it('has the same bytes at any time, and no moment of its own', async () => {
    const one = await buffer(zip(entries));
    expect(one.equals(await buffer(zip(entries)))).toBe(true);
    // 1 January 1980, midnight: what a ZIP says of a file's time.
    expect(one.subarray(10, 14).toString('hex')).toBe('00002100');
  });

  it('tells a later entry what was written before it', async () => {
    const seen: ArchivedFile[] = [];
    const listed = async function* (written: readonly ArchivedFile[]): AsyncGenerator<ArchiveEntry> {
      yield* entries();
      seen.push(...written);
    };
    await buffer(zip(listed));
    const hash = createHash('sha256').update('onesecond3').digest('hex');
    expect(seen[1]).toEqual({ path: 'a/é.bin', size: 10, sha256: hash });
  });

  it('ends with the error of what it reads', async () => {
    const failing = async function* (): AsyncGenerator<ArchiveEntry> {
      yield* entries();
      throw new Error('The disk is gone.');
    };
    await expect(buffer(zip(failing))).rejects.toThrow('The disk is gone.');
  });
});
