import type { UseCaseContext } from '../context.js';
import { lockBytes, unneededOf } from '../deliverable/unneeded-bytes.js';

/** Forgets at once those of the bytes that no row names any more; another client may have the same file. */
export async function forgetBytes({ transaction, caller, services }: UseCaseContext, hashes: string[]): Promise<void> {
  if (hashes.length === 0) return;
  await transaction.run({ workspaceId: caller.workspaceId }, async (tx) => {
    await lockBytes(tx, hashes);
    const unneeded = await unneededOf(tx, hashes);
    // Whatever its age: nothing of it is under way, for its rows are gone.
    const now = new Date(Date.now() + 60_000);
    await Promise.all(unneeded.map((sha256) => services.storage.delete(caller.workspaceId, sha256, now)));
  });
}
