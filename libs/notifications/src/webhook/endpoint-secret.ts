import { randomBytes } from 'node:crypto';
import { seal, unseal } from './seal.js';

/** Standard Webhooks asks for 24 to 64 bytes. */
const SECRET_BYTES = 24;

interface EndpointIds {
  workspaceId: string;
  endpointId: string;
}

/** A new signing secret as Standard Webhooks writes it: `whsec_` and base64. */
export function newEndpointSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** The signing secret as it is kept with the endpoint. @param secret of the installation */
export function sealEndpointSecret(secret: string, endpointSecret: string, ids: EndpointIds): Buffer {
  return seal(secret, endpointSecret, placeOf(ids));
}

/** @returns undefined where the installation's secret is another one than at the time of sealing */
export function openEndpointSecret(secret: string, sealed: Buffer, ids: EndpointIds): string | undefined {
  return unseal(secret, sealed, placeOf(ids));
}

function placeOf({ workspaceId, endpointId }: EndpointIds): string {
  return `webhook_endpoint:${workspaceId}:${endpointId}`;
}
