import { decideEngagement, type CatalogueEntry, type Decided } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { recheckEngagement } from '../drift/recheck-engagement.js';
import { changeEngagement } from './change-engagement.js';
import { engagementFactsOf } from './change-state.js';
import { saveEngagementChange } from './save-engagement-change.js';

export interface RenewEngagementInput {
  engagementId: string;
  /** Left out: the day after the last quarter. */
  startsOn?: string | null;
  /** Keys of the catalogue, or of the workspace's own templates. */
  templates: string[];
}

/** Adds a quarter after the last one, with the chosen templates planned in it. */
export async function renewEngagement(context: UseCaseContext, input: RenewEngagementInput): Promise<Decided<string>> {
  return changeEngagement(context, input.engagementId, async (tx, view) => {
    const now = context.now();
    const own = await ownTemplates(tx);
    // A template of the workspace's own goes before one of the catalogue that has its key.
    const owned = new Set(own.map(({ key }) => key));
    const catalogue = [...own, ...context.services.catalogue.entries.filter(({ key }) => !owned.has(key))];
    const { startsOn, templates } = input;
    const renewal = { kind: 'RENEW' as const, shape: view.shape, startsOn, templates, catalogue };
    const change = decideEngagement(renewal, engagementFactsOf(view), now);
    if (!change.ok) return change;
    const templateIds = new Map(own.map(({ key, id }) => [key, id]));
    await saveEngagementChange(tx, view, change.value, { by: context.caller.name, now, templateIds });
    await recheckEngagement(tx, context.services, view.id, now);
    return { ok: true, value: view.id };
  });
}

async function ownTemplates(tx: Tx): Promise<(CatalogueEntry & { id: string })[]> {
  return tx.query<CatalogueEntry & { id: string }>(
    `select id, key, hat, title, due_day as "dueDay", weight from deliverable_template
     where retired_at is null order by hat desc, due_day, key`,
  );
}
