import { readText } from '../shared/text.js';
import { decided, refused, type Decided, type Refusal } from '../shared/vocabulary.js';
import { isWebAddress } from '../shared/addresses.js';

export interface SingleSignOnCommand {
  /** The provider's address, as it calls itself. */
  issuer: string;
  clientId: string;
  /** Left out, the one that is kept stays. */
  clientSecret?: string | null;
  enabled: boolean;
}

const LIMIT = 2_000;

/** What a workspace may say of its provider. Refused by field: REQUIRED, TOO_LONG, INVALID_URL. */
export function decideSingleSignOn(command: SingleSignOnCommand): Decided<SingleSignOnCommand> {
  const issuer = readText(command.issuer, { field: 'issuer', what: 'the issuer', max: LIMIT });
  const clientId = readText(command.clientId, { field: 'clientId', what: 'the client id', max: LIMIT });
  const refusals: Refusal[] = [issuer, clientId].flatMap((read) => (read.ok ? [] : read.refusals));
  if (issuer.ok && !isWebAddress(issuer.value))
    refusals.push({
      code: 'INVALID_URL',
      field: 'issuer',
      message: 'The issuer is the address of the provider, such as https://login.example.com.',
    });
  const secret = command.clientSecret ?? null;
  if (secret !== null && secret.length > LIMIT)
    refusals.push({
      code: 'TOO_LONG',
      field: 'clientSecret',
      message: `The secret has ${LIMIT} characters at the most.`,
    });
  if (!issuer.ok || !clientId.ok || refusals.length > 0) return refused(...refusals);
  return decided({
    issuer: issuer.value,
    clientId: clientId.value,
    clientSecret: secret === '' ? null : secret,
    enabled: command.enabled,
  });
}
