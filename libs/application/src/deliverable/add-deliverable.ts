import { addDeliverable as decideAddition, refused, type Decided, type Hat } from '@bicorne/domain';
import { DeliverableEntity, DeliverableTemplateEntity } from '@bicorne/persistence';
import { IsNull } from 'typeorm';
import type { UseCaseContext } from '../context.js';
import { recheckEngagement } from '../drift/recheck-engagement.js';
import { changeEngagement } from '../engagement/change-engagement.js';
import { ofCatalogue, ownTemplate } from './template-of.js';

export interface AddDeliverableInput {
  engagementId: string;
  /** A template of the workspace's own, or of the catalogue. */
  templateKey: string;
  hat?: Hat | null;
  dueOn?: string | null;
}

/**
 * Plans one more deliverable in the running quarter. Refused with NOT_FOUND where there is no such template, and as the
 * domain says.
 *
 * @returns the deliverable's id
 * @throws NotFound where the engagement does not exist or is not the caller's to see
 */
export async function addDeliverable(
  context: UseCaseContext,
  { engagementId, templateKey, hat, dueOn }: AddDeliverableInput,
): Promise<Decided<string>> {
  return changeEngagement(context, engagementId, async (tx, view) => {
    const now = context.now();
    const { workspaceId } = tx.scope;
    const own = await tx.manager.findOneBy(DeliverableTemplateEntity, {
      workspaceId,
      key: templateKey,
      retiredAt: IsNull(),
    });
    const template = own ? ownTemplate(own) : ofCatalogue(context.services.catalogue, templateKey);
    if (!template)
      return refused({
        code: 'NOT_FOUND',
        field: 'templateKey',
        message: `There is no template "${templateKey}": the query templates lists those that can be planned.`,
      });
    const deliverables = view.hats.flatMap((worn) => worn.deliverables);
    const added = decideAddition({ template, hat, dueOn }, { ...view, deliverables }, now);
    if (!added.ok) return added;
    const deliverable = tx.manager.create(DeliverableEntity, {
      ...added.value,
      workspaceId,
      engagementId,
      clientId: view.clientId,
      templateId: own?.id ?? null,
      state: 'PLANNED',
      originalDueOn: added.value.dueOn,
    });
    await tx.manager.insert(DeliverableEntity, deliverable);
    await recheckEngagement(tx, context.services, engagementId, now);
    return { ok: true, value: deliverable.id };
  });
}
