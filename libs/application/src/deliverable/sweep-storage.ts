import type { Kept, Storage } from '@bicorne/documents';
import { forgetUnneeded, unneededOf, type BytesDeps } from './unneeded-bytes.js';

export interface SweepStorageDeps extends BytesDeps {
  services: { storage: Pick<Storage, 'delete' | 'list' | 'clear'> };
}

/** Longer than anything takes from its first byte to its row. */
const LEFT_FOR_MS = 24 * 3_600_000;
const BATCH = 500;

/**
 * Goes through storage and forgets what is left of work that broke off: what was being written, and bytes that no row names,
 * each once it is a day old.
 *
 * @param signal stops between two batches
 * @returns how many of each
 */
export async function sweepStorage(
  deps: SweepStorageDeps,
  signal?: AbortSignal,
): Promise<{ cleared: number; forgotten: number }> {
  const before = new Date(Date.now() - LEFT_FOR_MS);
  const cleared = await deps.services.storage.clear(before);
  let forgotten = 0;
  for await (const { workspaceId, hashes } of inBatches(deps.services.storage.list(before))) {
    if (signal?.aborted) break;
    // Most are needed: what is asked for them takes no lock.
    const unneeded = await deps.transaction.run({ workspaceId }, (tx) => unneededOf(tx, hashes));
    forgotten += await forgetUnneeded(deps, workspaceId, unneeded);
  }
  return { cleared, forgotten };
}

/** A batch has one workspace; they come one workspace after the other. */
async function* inBatches(all: AsyncIterable<Kept>): AsyncGenerator<{ workspaceId: string; hashes: string[] }> {
  let batch: { workspaceId: string; hashes: string[] } | null = null;
  for await (const { workspaceId, sha256 } of all) {
    if (batch && (batch.workspaceId !== workspaceId || batch.hashes.length >= BATCH)) {
      yield batch;
      batch = null;
    }
    batch ??= { workspaceId, hashes: [] };
    batch.hashes.push(sha256);
  }
  if (batch) yield batch;
}
