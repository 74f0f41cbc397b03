import { utimes } from 'node:fs/promises';
import { join } from 'node:path';

/** Where storage on disk keeps bytes. */
export function placeOfBytes(dataDir: string, workspaceId: string, sha256: string): string {
  return join(dataDir, 'files', workspaceId, sha256.slice(0, 2), sha256);
}

/** Makes a file as old as if it had been written so many minutes ago. */
export async function makeOlder(path: string, minutes: number): Promise<void> {
  const then = new Date(Date.now() - minutes * 60_000);
  await utimes(path, then, then);
}
