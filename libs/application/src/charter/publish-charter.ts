import { publishCharter as decideCharter, type Decided, type RightHolder } from '@bicorne/domain';
import { CharterEntity, CharterPractitionerEntity, DecisionRightEntity } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { recheckEngagement } from '../drift/recheck-engagement.js';
import { changeEngagement } from '../engagement/change-engagement.js';

export interface PublishCharterInput {
  engagementId: string;
  rights?: { area: string; holder: RightHolder; holderName?: string | null; note?: string | null }[] | null;
}

/**
 * Publishes a new version of the decision rights, unacknowledged; without rights the default ones of the shape.
 * Who wears the hats now is in it, and acknowledges it.
 *
 * @returns the ids of the engagement and of the new version
 */
export async function publishCharter(
  context: UseCaseContext,
  input: PublishCharterInput,
): Promise<Decided<{ engagementId: string; charterId: string }>> {
  return changeEngagement(context, input.engagementId, async (tx, view) => {
    const [sponsor] = await tx.query<{ name: string }>(
      "select name from client_contact where client_id = $1 and role = 'SPONSOR' order by created_at, id limit 1",
      [view.clientId],
    );
    const charter = decideCharter(input, {
      shape: view.shape,
      state: view.state,
      newestVersion: view.charters[0]?.version ?? 0,
      outsideHolderName: sponsor?.name ?? null,
    });
    if (!charter.ok) return charter;
    const { version, rights } = charter.value;
    const owned = { workspaceId: tx.scope.workspaceId, clientId: view.clientId };
    const row = tx.manager.create(CharterEntity, {
      ...owned,
      engagementId: view.id,
      version,
      publishedAt: context.now(),
      publishedBy: context.caller.name,
    });
    await tx.manager.insert(CharterEntity, row);
    await tx.manager.insert(
      DecisionRightEntity,
      rights.map((right, position) => ({ ...owned, ...right, charterId: row.id, position })),
    );
    await tx.manager.insert(
      CharterPractitionerEntity,
      view.hats.flatMap(({ hat, practitionerId }) =>
        practitionerId === null ? [] : [{ ...owned, charterId: row.id, hat, practitionerId }],
      ),
    );
    await recheckEngagement(tx, context.services, view.id, context.now());
    return { ok: true, value: { engagementId: view.id, charterId: row.id } };
  });
}
