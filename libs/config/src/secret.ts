import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from './config-error.js';

const SECRET_BYTES = 32;

/**
 * The secret kept in the data folder, made on the first call. Two processes that
 * start at once get the same one: the file appears under its name complete, or not
 * at all, and the first to name it wins.
 *
 * @returns 64 hexadecimal digits
 * @throws ConfigError where the folder cannot be written or read
 */
export function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'secret');
  try {
    return readSecret(file) ?? makeSecret(dataDir, file);
  } catch (error) {
    throw new ConfigError([
      `The data folder ${dataDir} cannot be used (${codeOf(error)}): ` +
        'make it writable, or name another with BICORNE_DATA_DIR.',
    ]);
  }
}

function makeSecret(dataDir: string, file: string): string {
  // Others may pass through: as root, PostgreSQL runs as a user of its own below it.
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const secret = randomBytes(SECRET_BYTES).toString('hex');
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${secret}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return secret;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return readSecret(file) ?? secret;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function readSecret(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}
