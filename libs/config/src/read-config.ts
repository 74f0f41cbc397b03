import { resolve } from 'node:path';
import type { z } from 'zod';
import { ConfigError } from './config-error.js';
import { placeholderIn } from './placeholder.js';
import { keptSecret } from './secret.js';
import { variables } from './variables.js';

type Variables = z.infer<typeof variables>;

export type LogLevel = Variables['LOG_LEVEL'];

/** The environment, parsed once. docs/operations.md tells what each variable does. */
export interface Config {
  /** Absolute path of the folder with package.json. */
  projectRoot: string;
  /** Absolute path; embedded database, kept secret and uploads live below it. */
  dataDir: string;
  host: string;
  port: number;
  /** Where people reach Bicorne, without a closing slash. */
  baseUrl: string;
  /** Absent: the embedded PostgreSQL. */
  databaseUrl?: string;
  /** Connections at most on which one API process serves its requests. */
  databasePool: number;
  /** Absent: the queue stands on PostgreSQL. */
  redisUrl?: string;
  /** Absent: no email is sent. */
  smtpUrl?: string;
  mailFrom: string;
  /** Signs sessions and encrypts what is kept secret at rest; at least 32 characters. */
  secret: string;
  /** The secret before, while what it sealed is sealed anew: opens, and seals nothing. */
  oldSecret?: string;
  /** Hosts, addresses and CIDR ranges that webhooks may reach though private. */
  egressAllow: string[];
  /** Addresses and CIDR ranges of proxies whose word on a visitor's address is taken; none: nobody's. */
  trustProxy: string[];
  logLevel: LogLevel;
  /** Requests a minute that the API takes from one address other than its own machine. */
  requestsPerMinute: number;
  /** Cost of GraphQL operations, in fields, that one caller may spend in a minute in one API process. */
  costPerMinute: number;
  /** How long one statement of a request may run in the database. */
  statementSeconds: number;
  /** How long a GraphQL request may take in all. */
  requestSeconds: number;
  /** Whether a browser that is signed in may send any GraphQL text, or the admin's own documents alone. */
  browserDocuments: Variables['BROWSER_DOCUMENTS'];
  /** Where the worker tells its figures and its health; absent: nowhere. */
  metrics?: { host: string; port: number };
  /** Seconds between two scans for what is due. */
  scanEverySeconds: number;
  /** Seconds for which notices are collected into one message; absent: as the domain says. */
  noticeCollectSeconds?: number;
  production: boolean;
}

/**
 * Reads the configuration from environment variables. An empty variable counts as
 * absent. Where BICORNE_SECRET is absent, one is made and kept in the data folder,
 * unless this is a production process on a database of its own: several such
 * processes must share a secret, so it has to be given.
 *
 * @throws ConfigError with one sentence per wrong variable
 */
export function readConfig(env: NodeJS.ProcessEnv, projectRoot: string): Config {
  const parsed = variables.safeParse(withoutEmpty(env));
  if (!parsed.success) throw new ConfigError(sentencesOf(parsed.error));
  const values = parsed.data;
  const production = values.NODE_ENV === 'production';
  if (production) refusePlaceholder(values.BICORNE_SECRET);
  const dataDir = resolve(projectRoot, values.BICORNE_DATA_DIR ?? '.bicorne');
  return {
    projectRoot,
    dataDir,
    host: values.HOST,
    port: values.PORT,
    baseUrl: (values.BICORNE_BASE_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ''),
    databaseUrl: values.DATABASE_URL,
    databasePool: values.DATABASE_POOL,
    redisUrl: values.REDIS_URL,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    secret: values.BICORNE_SECRET ?? secretOf(dataDir, production && values.DATABASE_URL !== undefined),
    oldSecret: values.BICORNE_SECRET_OLD,
    egressAllow: values.BICORNE_EGRESS_ALLOW,
    trustProxy: values.TRUST_PROXY,
    logLevel: values.LOG_LEVEL,
    requestsPerMinute: values.REQUESTS_PER_MINUTE,
    costPerMinute: values.COST_PER_MINUTE,
    statementSeconds: values.STATEMENT_SECONDS,
    requestSeconds: values.REQUEST_SECONDS,
    browserDocuments: values.BROWSER_DOCUMENTS,
    metrics: values.METRICS_PORT === undefined ? undefined : { host: values.METRICS_HOST, port: values.METRICS_PORT },
    scanEverySeconds: values.SCAN_EVERY_SECONDS,
    noticeCollectSeconds: values.NOTICE_COLLECT_SECONDS,
    production,
  };
}

function secretOf(dataDir: string, mustBeGiven: boolean): string {
  if (mustBeGiven) {
    throw new ConfigError([
      'BICORNE_SECRET must be set in production with DATABASE_URL, the same for every process: at least 32 characters.',
    ]);
  }
  return keptSecret(dataDir);
}

/** What everybody knows or guesses would let everybody sign in as anybody. */
function refusePlaceholder(secret: string | undefined): void {
  const fault = secret === undefined ? null : placeholderIn(secret);
  if (fault !== null)
    throw new ConfigError([`BICORNE_SECRET ${fault}: in production make one with "openssl rand -base64 48".`]);
}

function withoutEmpty(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
}

function sentencesOf(error: z.ZodError): string[] {
  const byVariable = new Map<string, string>();
  for (const issue of error.issues) {
    const name = String(issue.path[0]);
    // The first complaint about a variable is the one to mend first. The value is
    // not repeated: it may carry a password.
    if (!byVariable.has(name)) byVariable.set(name, `${name} ${issue.message}.`);
  }
  return [...byVariable.values()];
}
