import pg from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { ENTITIES } from './entities.js';
import { MIGRATIONS } from './migrations/index.js';

/** A `date` is a calendar day without a zone; node-postgres would turn it into an instant of the machine's zone. */
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day);

export const DATABASE_ROLES = ['owner', 'app', 'worker'] as const;
/** `owner` migrates, `app` serves requests, `worker` may claim due rows of every workspace. */
export type DatabaseRole = (typeof DATABASE_ROLES)[number];

export const SCHEMA = 'bicorne';

export interface DatabaseOptions {
  /** A PostgreSQL URL whose user may take the three roles; `migrate` grants them to it. */
  url: string;
  role: DatabaseRole;
  /** Connections at most; 10 if left out. */
  poolSize?: number;
  applicationName?: string;
  /** Settings of PostgreSQL for each connection. */
  settings?: Readonly<Record<string, string>>;
  /** Those that a migration of this database runs; all if left out. */
  migrations?: readonly (new () => MigrationInterface)[];
}

/** The settings with which any PostgreSQL client of ours connects: the role is taken at the start of the connection. */
export function poolConfig({
  url,
  role,
  poolSize = 10,
  applicationName,
  settings = {},
}: DatabaseOptions): pg.PoolConfig {
  const set = Object.entries(settings).map(([name, value]) => ` -c ${name}=${value}`);
  return {
    connectionString: url,
    max: poolSize,
    application_name: applicationName ?? `bicorne-${role}`,
    options: `-c role=bicorne_${role} -c search_path=${SCHEMA}${set.join('')}`,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    onConnect: survivesItsEnd,
  };
}

/**
 * A connection that ends while nobody listens would end the process: who takes one of a pool listens later than the pool
 * stops to, or never. The next query on it fails anyway, and the pool takes no such connection back.
 */
export function survivesItsEnd(client: pg.ClientBase): void {
  client.on('error', () => undefined);
}

/** Opens the database under one role. Fails when the server cannot be reached or has not been migrated. */
export async function openDatabase(options: DatabaseOptions): Promise<DataSource> {
  const { connectionString, max, ...extra } = poolConfig(options);
  const dataSource = new DataSource({
    type: 'postgres',
    url: connectionString,
    schema: SCHEMA,
    entities: [...ENTITIES],
    migrations: [...(options.migrations ?? MIGRATIONS)],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    // The one for consoles writes down each try of a migration that steps back.
    logger: 'debug',
    poolSize: max,
    extra,
  });
  return dataSource.initialize();
}
