import type pg from 'pg';
import { textColumns, type TextColumn } from './canaries.js';

/** Names of columns that may hold a secret. Bytes are taken for one whatever their name. */
const SUSPECT =
  /secret|sealed|hash|token|password|passwd|backup|otp|private|credential|cipher|^value$|^identifier$|^response$/i;

/** What each of them is: SECRET, or in words what it is instead. A new column fails the test until it stands here. */
export const SECRET_COLUMNS: Readonly<Record<string, string>> = {
  'api_token.hash': 'SECRET',
  'share_link.hash': 'SECRET',
  'calendar_address.hash': 'SECRET',
  'invitation.hash': 'SECRET',
  'single_sign_on.client_secret_sealed': 'SECRET',
  'auth."twoFactor".secret': 'SECRET',
  'auth."twoFactor".backupCodes': 'SECRET',
  'webhook_endpoint.secret_sealed': 'SECRET',
  'webhook_endpoint.previous_secret_sealed': 'SECRET',
  'webhook_endpoint.address_sealed': 'SECRET',
  'idempotency_key.response': 'SECRET',
  'idempotency_key.request_hash': 'SECRET',
  'auth.session.token': 'SECRET',
  'auth.account.password': 'SECRET',
  'auth.account.accessToken': 'SECRET',
  'auth.account.refreshToken': 'SECRET',
  'auth.account.idToken': 'SECRET',
  'auth.verification.identifier': 'SECRET',
  'auth.verification.value': 'SECRET',
};

export async function suspectColumns(superuser: pg.Client): Promise<TextColumn[]> {
  return (await textColumns(superuser)).filter(({ column, type }) => type === 'bytea' || SUSPECT.test(column));
}

/**
 * Writes a word into every secret column of every row, past what the application would take and with the triggers of the
 * trail on.
 *
 * @param spared SQL by table of the rows that stay as they are
 * @returns the columns that hold it now
 */
export async function plantSecrets(
  superuser: pg.Client,
  word: string,
  spared: Readonly<Record<string, string>>,
): Promise<string[]> {
  const planted: string[] = [];
  for (const { table, column, type } of await suspectColumns(superuser)) {
    if (SECRET_COLUMNS[`${table}.${column}`] !== 'SECRET') continue;
    const text = `'${word} ' || ctid::text`;
    // Hashes have 32 bytes.
    const value = {
      text,
      'text[]': `array[${text}]`,
      jsonb: `jsonb_build_object('done', ${text})`,
      bytea: `convert_to(rpad(${text}, 32, '-'), 'UTF8')`,
    }[type];
    const { rowCount } = await superuser.query(
      `update ${table} set "${column}" = ${value} where "${column}" is not null and not (${spared[table] ?? 'false'})`,
    );
    if (rowCount) planted.push(`${table}.${column}`);
  }
  return planted;
}
