import { isIP } from 'node:net';
import { z } from 'zod';

/**
 * Every environment variable that Bicorne reads, with its check and default.
 * docs/operations.md lists them for operators, and a test holds the two together.
 * Messages complete the sentence "<NAME> …".
 */
export const variables = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: wholeNumber(1, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  BICORNE_DATA_DIR: z.string().optional(),
  DATABASE_POOL: wholeNumber(1, 500).default(10),
  DATABASE_URL: urlOf(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/database').optional(),
  REDIS_URL: urlOf(['redis:', 'rediss:'], 'redis://host:6379').optional(),
  BICORNE_BASE_URL: urlOf(['http:', 'https:'], 'https://bicorne.example.com').optional(),
  SMTP_URL: urlOf(['smtp:', 'smtps:'], 'smtp://user:password@host:587').optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/, 'must be an address, such as "Bicorne <alerts@example.com>"')
    .default('Bicorne <bicorne@localhost>'),
  BICORNE_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  BICORNE_SECRET_OLD: z.string().optional(),
  BICORNE_EGRESS_ALLOW: listOf(isHostOrRange, 'must be host names, addresses or CIDR ranges, separated by commas'),
  TRUST_PROXY: listOf(
    isProxy,
    'must be the addresses or CIDR ranges of your proxies, separated by commas, such as 127.0.0.1,10.1.0.0/16; ' +
      'a number of hops or a range of everybody is not taken',
  ),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('info'),
  REQUESTS_PER_MINUTE: wholeNumber(1, 1_000_000).default(1_200),
  COST_PER_MINUTE: wholeNumber(50_000, 1_000_000_000).default(1_200_000),
  STATEMENT_SECONDS: wholeNumber(1, 600).default(10),
  REQUEST_SECONDS: wholeNumber(1, 600).default(30),
  BROWSER_DOCUMENTS: z.enum(['any', 'trusted'], { error: 'must be any or trusted' }).default('any'),
  METRICS_PORT: wholeNumber(1, 65_535).optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  SCAN_EVERY_SECONDS: wholeNumber(1, 86_400).default(60),
  NOTICE_COLLECT_SECONDS: wholeNumber(0, 3_600).optional(),
});

function wholeNumber(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d+$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message);
}

function urlOf(protocols: readonly string[], example: string) {
  return z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `must be a URL such as ${example}`,
    );
}

function listOf(isEntry: (entry: string) => boolean, message: string) {
  return z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== ''),
    )
    .refine((entries) => entries.every(isEntry), message);
}

function isHostOrRange(entry: string): boolean {
  return isRange(entry) || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(entry);
}

/** A proxy that is known by its address. Whoever is behind a number of hops may be anybody who reaches the port. */
function isProxy(entry: string): boolean {
  return isRange(entry) && !/%|\/0+$/.test(entry);
}

/** An address, or a range of them in CIDR notation. */
function isRange(entry: string): boolean {
  const [address = '', bits, ...rest] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
