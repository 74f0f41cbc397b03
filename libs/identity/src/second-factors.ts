import { keyIdOf, type SealingSecrets } from '@bicorne/persistence';
import type { SecretConfig } from 'better-auth/crypto';
import type { Statements } from './users.js';

/** How many people's second factors are encrypted with one key. */
export interface SecondFactorsWith {
  /** 8 hexadecimal digits; null for those from before keys were named. */
  keyId: string | null;
  rows: number;
}

/** What the sign-in's library encrypts with and opens: it knows a key by a number, ours by 8 hexadecimal digits. */
export function versionedSecrets({ secret, oldSecret }: SealingSecrets): {
  secret: string;
  secrets: { version: number; value: string }[];
} {
  const values = new Set([secret, ...(oldSecret === undefined ? [] : [oldSecret])]);
  return {
    // Opens what names no key: that is older than the secret before.
    secret: oldSecret ?? secret,
    secrets: [...values].map((value) => ({ version: versionOf(value), value })),
  };
}

const BATCH = 200;

/**
 * Encrypts anew, with the secret of now, the keys of authenticators and the recovery codes. One that changes meanwhile is left
 * as it became, which is with the secret of now.
 *
 * @param auth the database under a role that owns the sign-in's tables
 */
export async function rotateSecondFactors(
  auth: Statements,
  secrets: SealingSecrets,
): Promise<{ sealed: number; unreadable: number }> {
  const key = configOf(secrets);
  const rotated = { sealed: 0, unreadable: 0 };
  for (let after: string | undefined = ''; after !== undefined;) {
    const rows: Row[] = await auth.query<Row>(
      `select id, secret, "backupCodes" from auth."twoFactor"
       where id > $1 and not (secret like $2 and "backupCodes" like $2) order by id limit ${BATCH}`,
      [after, `$ba$${key.currentVersion}$%`],
    );
    const anew = await Promise.all(rows.map((row) => encryptedAnew(row, key)));
    const readable = anew.filter((row) => row !== null);
    await auth.query(
      `update auth."twoFactor" t set secret = anew.secret, "backupCodes" = anew.codes
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as anew (id, was, codes_were, secret, codes)
       where t.id = anew.id and t.secret = anew.was and t."backupCodes" = anew.codes_were`,
      [
        readable.map(({ was }) => was.id),
        readable.map(({ was }) => was.secret),
        readable.map(({ was }) => was.backupCodes),
        readable.map(({ secret }) => secret),
        readable.map(({ backupCodes }) => backupCodes),
      ],
    );
    rotated.sealed += readable.length;
    rotated.unreadable += rows.length - readable.length;
    after = rows.length < BATCH ? undefined : rows.at(-1)?.id;
  }
  return rotated;
}

/** With which keys second factors are encrypted. */
export async function secondFactorsByKey(auth: Statements): Promise<SecondFactorsWith[]> {
  const rows = await auth.query<{ version: string | null; rows: number }>(
    `select substring(secret from '^\\$ba\\$([0-9]+)\\$') as version, count(*)::int as rows
     from auth."twoFactor" group by 1 order by 1`,
  );
  return rows.map(({ version, rows: count }) => ({
    keyId: version === null ? null : Number(version).toString(16).padStart(8, '0'),
    rows: count,
  }));
}

interface Row {
  id: string;
  secret: string;
  backupCodes: string;
}

async function encryptedAnew(
  was: Row,
  key: SecretConfig,
): Promise<{ was: Row; secret: string; backupCodes: string } | null> {
  const { symmetricDecrypt, symmetricEncrypt } = await import('better-auth/crypto');
  const anew = async (data: string): Promise<string> =>
    symmetricEncrypt({ key, data: await symmetricDecrypt({ key, data }) });
  try {
    return { was, secret: await anew(was.secret), backupCodes: await anew(was.backupCodes) };
  } catch {
    return null;
  }
}

function configOf(given: SealingSecrets): SecretConfig {
  const { secret, secrets } = versionedSecrets(given);
  return {
    keys: new Map(secrets.map(({ version, value }) => [version, value])),
    currentVersion: versionOf(given.secret),
    legacySecret: secret,
  };
}

function versionOf(secret: string): number {
  return Number.parseInt(keyIdOf(secret), 16);
}
