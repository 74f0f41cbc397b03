import { z } from 'zod';

/** Who answers for the practice is told that an endpoint of the workspace gets nothing any more. `timestamp` is that moment. */
export const endpointDisabledPayload = z.object({
  type: z.literal('webhook_endpoint.disabled'),
  timestamp: z.iso.datetime(),
  data: z.object({
    endpointId: z.string().min(1),
    /** Scheme and host alone: the rest of an address may be a secret. */
    address: z.string().min(1),
    /** One sentence that says why. */
    reason: z.string().min(1),
    /** Where endpoints are looked at and enabled again. */
    url: z.url(),
  }),
});

export type EndpointDisabledPayload = z.infer<typeof endpointDisabledPayload>;

/** Where the endpoints of a workspace stand in the app. @param baseUrl without a closing slash */
export function endpointsUrl(baseUrl: string): string {
  return `${baseUrl}/settings?tab=webhooks`;
}
