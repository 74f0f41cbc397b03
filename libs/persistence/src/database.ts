import pg from 'pg';
import { DataSource } from 'typeorm';
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
}

/** The settings with which any PostgreSQL client of ours connects: the role is taken at the start of the connection. */
export function poolConfig({ url, role, poolSize = 10, applicationName }: DatabaseOptions): pg.PoolConfig {
  return {
    connectionString: url,
    max: poolSize,
    application_name: applicationName ?? `bicorne-${role}`,
    options: `-c role=bicorne_${role} -c search_path=${SCHEMA}`,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
  };
}

/** Opens the database under one role. Fails when the server cannot be reached or has not been migrated. */
export async function openDatabase(options: DatabaseOptions): Promise<DataSource> {
  const { connectionString, max, ...extra } = poolConfig(options);
  const dataSource = new DataSource({
    type: 'postgres',
    url: connectionString,
    schema: SCHEMA,
    entities: [...ENTITIES],
    migrations: MIGRATIONS,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'all',
    synchronize: false,
    logging: false,
    poolSize: max,
    extra,
  });
  return dataSource.initialize();
}
