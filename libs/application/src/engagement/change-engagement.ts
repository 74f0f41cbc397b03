import type { Decided } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { NotFound } from '../errors.js';
import { narrowedToPractitioner } from '../visibility.js';
import { loadEngagement, type EngagementView } from './engagement-view.js';

/**
 * One change of one engagement: locks its row, so that two changes at once come one after the other, gives the caller's
 * view of it to `work`, and commits what that did.
 *
 * @param engagement its id, or what finds the id in the same transaction
 * @throws NotFound where the engagement does not exist or the caller may not see it
 */
export async function changeEngagement<T>(
  context: UseCaseContext,
  engagement: string | ((tx: Tx) => Promise<string>),
  work: (tx: Tx, view: EngagementView) => Promise<Decided<T>>,
): Promise<Decided<T>> {
  return context.transaction.run(context.caller, async (tx) => {
    const engagementId = typeof engagement === 'string' ? engagement : await engagement(tx);
    const [locked] = await tx.query<{ id: string }>('select id from engagement where id = $1 for update', [
      engagementId,
    ]);
    if (!locked) throw new NotFound();
    const view = await loadEngagement(tx, engagementId, narrowedToPractitioner(context.caller));
    if (!view) throw new NotFound();
    return work(tx, view);
  });
}
