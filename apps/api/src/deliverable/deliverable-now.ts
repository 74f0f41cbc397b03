import type { Decided } from '@bicorne/domain';
import type { RequestContext } from '../graphql/request-context.js';
import { payloadWith, type Payload } from '../graphql/user-error.js';
import type { Deliverable } from './deliverable.types.js';
import { deliverablesById } from './deliverables-by-id.js';

/** Past the loaders, which may hold what was before the mutation. */
export async function deliverableNow(context: RequestContext, id: string): Promise<Deliverable | null> {
  const [deliverable] = await deliverablesById(context, [id]);
  return deliverable ?? null;
}

/** The payload of a decision about one deliverable: as it is now, or the user errors. */
export function deliverablePayload(
  context: RequestContext,
  decision: Promise<Decided<string>>,
): Promise<{ deliverable: Deliverable | null } & Payload> {
  return payloadWith(decision, async (id) => ({ deliverable: await deliverableNow(context, id) }), {
    deliverable: null,
  });
}
