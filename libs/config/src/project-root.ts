import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder that holds Bicorne's package.json, as an absolute path: the same from
 * the sources, from dist/ and in an image.
 *
 * @param from `import.meta.url` of the caller, or a folder
 * @throws Error where no folder above `from` is Bicorne's
 */
export function findProjectRoot(from: string = import.meta.url): string {
  let folder = from.startsWith('file:') ? dirname(fileURLToPath(from)) : from;
  for (;;) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && isOurs(manifest)) return folder;
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No folder above ${from} holds Bicorne's package.json.`);
    folder = parent;
  }
}

function isOurs(manifest: string): boolean {
  const parsed: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
  return typeof parsed === 'object' && parsed !== null && 'name' in parsed && parsed.name === 'bicorne';
}
