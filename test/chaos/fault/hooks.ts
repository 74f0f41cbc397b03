import type { LoadHook } from 'node:module';
import { plantedIn } from './planted.js';

/** Changes the source of the modules that the fault is planted in. */
export const load: LoadHook = async (url, context, nextLoad) => {
  const loaded = await nextLoad(url, context);
  const changes = plantedIn(url);
  if (changes.length === 0 || loaded.source === undefined || loaded.source === null) return loaded;
  let source = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source);
  for (const [from, to] of changes) {
    if (!source.includes(from)) throw new Error(`The fault finds no place in ${url}: ${from}`);
    source = source.replace(from, () => to);
  }
  return { ...loaded, source };
};
