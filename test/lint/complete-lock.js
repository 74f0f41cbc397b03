/**
 * `npm run lock`: enters into package-lock.json the optional packages of other platforms that npm left out. npm drops
 * them where its registry does not carry every platform, and `npm ci` then refuses the lock. They are entered without a
 * hash, for there is nothing to hash; npm only looks at them on their own platform.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PATH = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
  'windows',
];
const PROCESSORS = [
  'arm64',
  'armv7',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'x64',
  'wasm32',
];

/** @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[], optionalDependencies?: Record<string, string> }} Entry */

/** @type {{ packages: Record<string, Entry> }} */
const lock = JSON.parse(readFileSync(PATH, 'utf8'));

/** @param {string} from @param {string} name */
function isThere(from, name) {
  return `${from}/node_modules/${name}` in lock.packages || `node_modules/${name}` in lock.packages;
}

/** @param {string} name @param {string} range @returns {Entry} */
function entryOf(name, range) {
  const words = name.slice(name.lastIndexOf('/') + 1).split('-');
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.some((word) => word === processor || word.startsWith(processor)));
  if (os === undefined && cpu === undefined)
    throw new Error(`The lock lacks ${name}, which is not a package of one platform.`);
  return {
    version: range.replace(/^[^\d]*/, ''),
    ...(cpu ? { cpu: [cpu === 'armv7' ? 'arm' : cpu] } : {}),
    optional: true,
    ...(os ? { os: [os === 'windows' ? 'win32' : os] } : {}),
  };
}

let added = 0;
for (const [from, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isThere(from, name)) continue;
    lock.packages[`node_modules/${name}`] = entryOf(name, range);
    added += 1;
  }
}
const root = lock.packages[''];
const rest = Object.entries(lock.packages)
  .filter(([name]) => name !== '')
  .sort(([a], [b]) => (a < b ? -1 : 1));
lock.packages = Object.fromEntries([['', root ?? {}], ...rest]);
writeFileSync(PATH, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added} packages of other platforms entered.\n`);
