/**
 * Builds what changed since the last build, into dist/: the server with the Nest CLI,
 * the admin with Vite, side by side. Plain JavaScript, since it runs before there is
 * a build. What a part was built from is kept as a hash in dist/.stamp-<part>, so a
 * start with nothing to do costs some ten milliseconds.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');
const lock = join(dist, '.building');
const LOCK_PATIENCE_MS = 180_000;

/**
 * @typedef {{ package: string, bin: string, args: string[] }} Tool a program of a package
 * @typedef {{ name: string, sources: string[], commands: (Tool | { script: string })[] }} Part
 */

/** @type {Record<'server' | 'admin', Part>} */
const parts = {
  server: {
    name: 'server',
    sources: [
      'apps/api/src',
      'apps/worker/src',
      'apps/cli/src',
      'apps/cli/bundle.js',
      'libs',
      'tsconfig.json',
      'nest-cli.json',
      'package-lock.json',
    ],
    commands: [{ package: '@nestjs/cli', bin: 'nest', args: ['build', 'bicorne'] }, { script: 'apps/cli/bundle.js' }],
  },
  admin: {
    name: 'admin',
    sources: ['apps/admin', 'package-lock.json'],
    commands: [
      { package: 'vite', bin: 'vite', args: ['build', '-c', 'apps/admin/vite.config.ts', '--logLevel', 'warn'] },
    ],
  },
};

/**
 * Builds the parts that are not up to date.
 *
 * @param {{ parts?: ('server' | 'admin')[], say?: (line: string) => void }} [options]
 * @throws {Error} with the tool's own words, where a build fails
 */
export async function build({ parts: names = ['server', 'admin'], say = () => undefined } = {}) {
  if (stale(names).length === 0) return;
  const release = await takeLock();
  try {
    // Another build may have done it while this one waited.
    const todo = stale(names);
    if (todo.length === 0) return;
    const began = performance.now();
    say(`Building ${todo.map(({ name }) => `the ${name}`).join(' and ')} …`);
    const outcomes = await Promise.allSettled(todo.map(buildPart));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
    say(`Built in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
  } finally {
    release();
  }
}

/** @param {('server' | 'admin')[]} names */
function stale(names) {
  return names
    .map((name) => parts[name])
    .filter((part) => part.sources.some((source) => existsSync(join(root, source))))
    .filter((part) => readStamp(part) !== hashOf(part));
}

/** @param {Part} part */
async function buildPart(part) {
  const hash = hashOf(part);
  for (const command of part.commands) await run(part.name, command);
  if (part.name === 'server') removeOrphans(join(dist, 'apps'), join(dist, 'libs'));
  writeFileSync(stampOf(part), hash);
}

/** @param {string} name @param {Part['commands'][number]} command */
function run(name, command) {
  const program = 'script' in command ? [join(root, command.script)] : [programOf(name, command), ...command.args];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, program, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      // What browsers are sent is the same wherever it is built: tests have another NODE_ENV.
      env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', FORCE_COLOR: undefined },
    });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(undefined) : reject(new Error(`The ${name} could not be built:\n${said.trim()}`)),
    );
  });
}

/** @param {string} name @param {Tool} command */
function programOf(name, command) {
  const manifest = join(root, 'node_modules', command.package, 'package.json');
  if (!existsSync(manifest))
    throw new Error(`The ${name} cannot be built, ${command.package} is not installed: run npm ci.`);
  const { bin } = createRequire(import.meta.url)(manifest);
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[command.bin]);
}

/**
 * The compiler leaves what it made of a file that is gone.
 *
 * @param {...string} folders
 */
function removeOrphans(...folders) {
  for (const file of folders.flatMap(filesBelow)) {
    const source = join(root, relative(dist, file)).replace(/\.js(\.map)?$/, '.ts');
    const ours = !relative(dist, file).startsWith(join('apps', 'admin'));
    const isTest = source.endsWith('.test.ts');
    if (ours && source.endsWith('.ts') && (isTest || !existsSync(source))) rmSync(file);
  }
}

/** @param {Part} part */
function hashOf(part) {
  const hash = createHash('sha256');
  for (const source of part.sources) {
    for (const file of filesBelow(join(root, source))) {
      if (file.endsWith('.test.ts')) continue;
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

/** @param {string} path @returns {string[]} files in a fixed order; the path itself where it is one */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

/** @param {Part} part */
function stampOf(part) {
  return join(dist, `.stamp-${part.name}`);
}

/** @param {Part} part */
function readStamp(part) {
  return existsSync(stampOf(part)) ? readFileSync(stampOf(part), 'utf8') : undefined;
}

/** One build at a time; a lock whose process is gone is taken over. */
async function takeLock() {
  mkdirSync(dist, { recursive: true });
  for (const deadline = Date.now() + LOCK_PATIENCE_MS; Date.now() < deadline; await wait(100)) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!isHeld()) rmSync(lock, { force: true });
    }
  }
  throw new Error(`Another build does not end; if there is none, remove ${lock}.`);
}

function isHeld() {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    // Empty between its making and its writing.
    if (pid === 0) return true;
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await build({ say: console.log });
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
