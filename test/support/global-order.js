import { createRequire } from 'node:module';
import { basename } from 'node:path';

const jest = createRequire(createRequire(import.meta.url).resolve('jest'));
const { default: Sequencer } = createRequire(jest.resolve('@jest/core'))('@jest/test-sequencer');

/** They take minutes: begun last, they would run alone. Jest knows only where it has run before. */
const LONG = ['chaos.test.ts'];

/** Jest's own order, the slowest or largest first, behind the files that are known to be long. */
export default class LongestFirst extends Sequencer {
  /** @param {{ path: string }[]} tests */
  sort(tests) {
    const sorted = super.sort(tests);
    const isLong = ({ path }) => LONG.includes(basename(path));
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
}
