import type { SealedPlace } from '@bicorne/persistence';

type Column = 'secret_sealed' | 'previous_secret_sealed' | 'address_sealed';

/** Where what an endpoint has sealed belongs. */
export function endpointPlace(column: Column, workspaceId: string, endpointId: string): SealedPlace {
  return { column: `webhook_endpoint.${column}`, workspaceId, key: [endpointId] };
}
