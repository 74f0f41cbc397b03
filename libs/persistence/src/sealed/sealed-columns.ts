/** A column that is sealed at rest: which row it is of is part of what it opens with. */
export interface SealedColumn {
  table: string;
  /** What it is called in the database. */
  column: string;
  /** The columns that name a row of a workspace. */
  key: readonly string[];
  /** SQL that gives the sealed bytes of a row. */
  read: string;
  /** SQL of what the column becomes, from SQL that gives the new bytes. */
  write: (bytes: string) => string;
  /** Under what it was sealed before columns were part of it, as version 1. */
  before?: (workspaceId: string, key: readonly string[]) => string;
}

const endpointBefore = (workspaceId: string, [id]: readonly string[]): string =>
  `webhook_endpoint:${workspaceId}:${id ?? ''}`;

/**
 * Every sealed column, and the one place where one is registered: `bicorne secrets rotate` goes through these. A test
 * over the catalogue fails for a column named `…_sealed` that is not here.
 */
export const SEALED_COLUMNS = {
  'webhook_endpoint.secret_sealed': bytes('webhook_endpoint', 'secret_sealed', ['id'], endpointBefore),
  'webhook_endpoint.previous_secret_sealed': bytes(
    'webhook_endpoint',
    'previous_secret_sealed',
    ['id'],
    endpointBefore,
  ),
  'webhook_endpoint.address_sealed': bytes('webhook_endpoint', 'address_sealed', ['id']),
  'single_sign_on.client_secret_sealed': bytes('single_sign_on', 'client_secret_sealed', ['id']),
  // An answer that is kept for a repetition may hold what is shown only once. What is pending has none.
  'idempotency_key.response': {
    table: 'idempotency_key',
    column: 'response',
    key: ['actor', 'key'],
    read: "decode(response ->> 'done', 'base64')",
    write: (sealed: string) =>
      `jsonb_set(response, '{done}', to_jsonb(translate(encode(${sealed}, 'base64'), E'\\n', '')))`,
    before: (workspaceId: string, [actor, key]: readonly string[]) =>
      `idempotency_key:${JSON.stringify([workspaceId, actor, key])}`,
  },
} as const satisfies Record<string, SealedColumn>;

export type SealedColumnName = keyof typeof SEALED_COLUMNS;

/** Where a sealed text belongs. */
export interface SealedPlace {
  column: SealedColumnName;
  workspaceId: string;
  /** What names the row in its workspace, in the order of the column's `key`. */
  key: readonly string[];
}

function bytes(table: string, column: string, key: readonly string[], before?: SealedColumn['before']): SealedColumn {
  return { table, column, key, read: column, write: (sealed) => sealed, before };
}
