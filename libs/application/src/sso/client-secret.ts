import { unseal, type SealedPlace, type SealingSecrets } from '@bicorne/persistence';
import type { SingleSignOnOptions } from '@bicorne/identity';

/** Where the secret that a workspace has at its provider belongs. */
export function clientSecretPlace(workspaceId: string, id: string): SealedPlace {
  return { column: 'single_sign_on.client_secret_sealed', workspaceId, key: [id] };
}

/** Opens it; undefined where it was sealed with another secret. */
export function openClientSecret(secrets: SealingSecrets): SingleSignOnOptions['openSecret'] {
  return ({ workspaceId, id }, sealed) => unseal(secrets, sealed, clientSecretPlace(workspaceId, id));
}
