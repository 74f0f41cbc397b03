import { createHmac, randomUUID } from 'node:crypto';

/** Most people whom one device is known for; past it the first one is forgotten. */
const MOST_PEOPLE = 5;
const MARK_LENGTH = 22;

/** A device on which somebody has signed in, by a signed cookie. */
export interface KnownDevice {
  id: string;
  /** Keyed hashes of the accounts. */
  accounts: readonly string[];
}

/** What stands in the cookie; null where there is none, or another text. */
export function readDevice(value: string | null | undefined | false): KnownDevice | null {
  const [id, ...accounts] = (value || '').split('.');
  return id === undefined || id === '' || accounts.length === 0 ? null : { id, accounts };
}

/** What to keep in the cookie of a device on which the account has signed in. */
export function writeDevice(device: KnownDevice | null, account: string): string {
  const others = (device?.accounts ?? []).filter((other) => other !== account);
  return [device?.id ?? randomUUID(), ...others.slice(1 - MOST_PEOPLE), account].join('.');
}

/** How an account is written on a device: it does not tell the address. */
export function accountMark(secret: string, email: string): string {
  return createHmac('sha256', secret).update(`device:${email}`).digest('base64url').slice(0, MARK_LENGTH);
}
