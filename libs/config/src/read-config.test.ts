import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { ConfigError } from './config-error.js';
import { findProjectRoot } from './project-root.js';
import { readConfig } from './read-config.js';
import { variables } from './variables.js';

const folders: string[] = [];

function root(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bicorne-config-'));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const SECRET = 'x'.repeat(32);

function sentences(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(env, root());
  } catch (error) {
    if (error instanceof ConfigError) return error.sentences;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('starts from nothing at all', () => {
    const projectRoot = root();
    expect(readConfig({}, projectRoot)).toMatchObject({
      projectRoot,
      dataDir: join(projectRoot, '.bicorne'),
      host: '127.0.0.1',
      port: 3000,
      baseUrl: 'http://localhost:3000',
      databaseUrl: undefined,
      databasePool: 10,
      redisUrl: undefined,
      egressAllow: [],
      trustProxy: [],
      logLevel: 'info',
      production: false,
    });
  });

  it('takes an empty variable as absent', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', BICORNE_SECRET: SECRET }, root()).port).toBe(3000);
  });

  it('follows PORT in the base URL and drops a closing slash from a given one', () => {
    expect(readConfig({ PORT: '8080', BICORNE_SECRET: SECRET }, root()).baseUrl).toBe('http://localhost:8080');
    expect(readConfig({ BICORNE_BASE_URL: 'https://b.example/', BICORNE_SECRET: SECRET }, root()).baseUrl).toBe(
      'https://b.example',
    );
  });

  it('makes the secret once, for its owner only', () => {
    const projectRoot = root();
    const { secret } = readConfig({}, projectRoot);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(readConfig({}, projectRoot).secret).toBe(secret);
    const file = join(projectRoot, '.bicorne', 'secret');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8').trim()).toBe(secret);
  });

  it('wants the secret given in production with DATABASE_URL, and only there', () => {
    const url = 'postgres://u:p@db/bicorne';
    expect(sentences({ NODE_ENV: 'production', DATABASE_URL: url })).toEqual([
      expect.stringContaining('BICORNE_SECRET must be set'),
    ]);
    expect(sentences({ NODE_ENV: 'production' })).toEqual([]);
    expect(sentences({ DATABASE_URL: url })).toEqual([]);
  });

  it('refuses a placeholder for a secret in production, and only there', () => {
    const sample = { BICORNE_SECRET: 'changeme-changeme-changeme-changeme' };
    expect(sentences({ ...sample, NODE_ENV: 'production' })).toEqual([
      'BICORNE_SECRET has a word of placeholders and samples: in production make one with "openssl rand -base64 48".',
    ]);
    expect(sentences(sample)).toEqual([]);
    // What is to be replaced may be whatever it is.
    const replaced = { BICORNE_SECRET: randomBytes(48).toString('base64'), BICORNE_SECRET_OLD: sample.BICORNE_SECRET };
    expect(sentences({ ...replaced, NODE_ENV: 'production' })).toEqual([]);
  });

  it.each([
    [{ PORT: '0' }, 'PORT must be a whole number from 1 to 65535.'],
    [{ PORT: '3000x' }, 'PORT must be a whole number from 1 to 65535.'],
    [
      { DATABASE_URL: 'mysql://u:hush@h/d' },
      'DATABASE_URL must be a URL such as postgres://user:password@host:5432/database.',
    ],
    [{ REDIS_URL: 'localhost' }, 'REDIS_URL must be a URL such as redis://host:6379.'],
    [{ BICORNE_SECRET: 'short' }, 'BICORNE_SECRET must have at least 32 characters.'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent.'],
    [{ MAIL_FROM: 'nobody' }, 'MAIL_FROM must be an address, such as "Bicorne <alerts@example.com>".'],
    [
      { BICORNE_EGRESS_ALLOW: '10.0.0.0/33' },
      'BICORNE_EGRESS_ALLOW must be host names, addresses or CIDR ranges, separated by commas.',
    ],
    ...['1', 'true', 'proxy.internal', '0.0.0.0/0', '::/0', '10.0.0.0/33', 'fe80::1%eth0'].map(
      (value): [NodeJS.ProcessEnv, string] => [
        { TRUST_PROXY: value },
        'TRUST_PROXY must be the addresses or CIDR ranges of your proxies, separated by commas, such as ' +
          '127.0.0.1,10.1.0.0/16; a number of hops or a range of everybody is not taken.',
      ],
    ),
  ])('%j: one sentence that does not repeat the value', (env, sentence) => {
    expect(sentences({ BICORNE_SECRET: SECRET, ...env })).toEqual([sentence]);
  });

  it('names every wrong variable at once', () => {
    expect(sentences({ PORT: 'a', LOG_LEVEL: 'b', BICORNE_SECRET: SECRET })).toHaveLength(2);
  });

  it('parses the egress list', () => {
    const { egressAllow } = readConfig(
      { BICORNE_EGRESS_ALLOW: 'hooks.internal, 10.0.0.0/8,::1', BICORNE_SECRET: SECRET },
      root(),
    );
    expect(egressAllow).toEqual(['hooks.internal', '10.0.0.0/8', '::1']);
  });

  it('parses the list of proxies', () => {
    const { trustProxy } = readConfig({ TRUST_PROXY: '127.0.0.1, 10.0.0.0/8,::1', BICORNE_SECRET: SECRET }, root());
    expect(trustProxy).toEqual(['127.0.0.1', '10.0.0.0/8', '::1']);
  });

  it('is told whole in docs/operations.md', () => {
    const told = readFileSync(join(findProjectRoot(), 'docs', 'operations.md'), 'utf8');
    for (const name of Object.keys(variables.shape)) expect(told).toContain(`\`${name}\``);
  });
});
