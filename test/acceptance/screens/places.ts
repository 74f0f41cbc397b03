import { findProjectRoot } from '@bicorne/config';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A screen of the app as it is registered. */
export interface Place {
  path: string;
  audience: 'anyone' | 'everyone' | 'members' | 'contacts';
}

/**
 * Every screen that apps/admin/src/screens/index.ts registers. Read from its text: the module belongs to the browser's
 * build. Fails where an entry is written so that it would be missed.
 */
export function registeredScreens(): Place[] {
  const file = join(findProjectRoot(import.meta.url), 'apps/admin/src/screens/index.ts');
  const text = readFileSync(file, 'utf8');
  const found = [...text.matchAll(/path: '([^']+)',\s*audience: '(anyone|everyone|members|contacts)'/g)];
  const screens = found.map(([, path, audience]) => ({ path, audience }) as Place);
  const paths = text.match(/\bpath: '/g) ?? [];
  if (screens.length !== paths.length)
    throw new Error(`${file} has ${paths.length} screens, of which ${screens.length} are read: path, then audience.`);
  return screens;
}

/** The address of a screen, without what may be left out of it. @throws where nobody says what a parameter of its path stands for */
export function addressOf({ path }: Place, parameters: Readonly<Record<string, string>>): string {
  return path.replace(/\/:\w+\?$/, '').replace(/:(\w+)/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new Error(`What is :${name} of ${path}? Add it in test/acceptance/screens/demo.ts.`);
    return encodeURIComponent(value);
  });
}

/** A name for pictures. */
export const nameOf = ({ path }: Place): string => path.slice(1).replaceAll('/', '-').replace(/[:?]/g, '');
