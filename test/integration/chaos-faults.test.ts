import { describe, expect, it } from '@jest/globals';
import { findProjectRoot } from '@bicorne/config';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PLANTED } from '../chaos/fault/planted.js';

// Real: the build. That each fault turns a run red is shown by `npm run chaos:faults`; here, that it finds its place.

const dist = join(findProjectRoot(), 'dist/libs');
const built = readdirSync(dist, { recursive: true, encoding: 'utf8' }).map((file) => join(dist, file));

describe('a fault that chaos plants', () => {
  it.each(Object.entries(PLANTED))('finds its place in what is built: %s', (_fault, files) => {
    for (const [end, changes] of Object.entries(files)) {
      const [file, ...others] = built.filter((path) => path.endsWith(end));
      expect(others).toEqual([]);
      const source = readFileSync(file!, 'utf8');
      for (const [from] of changes) expect(source).toContain(from);
    }
  });
});
