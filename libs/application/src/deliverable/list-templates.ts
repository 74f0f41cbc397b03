import { HATS } from '@bicorne/domain';
import { DeliverableTemplateEntity, type Tx } from '@bicorne/persistence';
import { IsNull } from 'typeorm';
import type { UseCaseContext } from '../context.js';
import { NotFound } from '../errors.js';
import type { Slice, Window } from '../paging.js';
import { ofCatalogue, ownTemplate, type PlannedTemplate } from './template-of.js';

/** A template as it is listed. */
export interface TemplateView extends Omit<PlannedTemplate, 'template'> {
  /** Null for one of the catalogue. */
  id: string | null;
  createdAt: Date | null;
  createdBy: string | null;
  retiredAt: Date | null;
}

/**
 * A slice of what can be planned: the catalogue's templates and those of the workspace, by hat and due day. Versions that
 * are retired are among them only where they are asked for.
 */
export async function listTemplates(
  context: UseCaseContext,
  { offset, limit, retired }: Window & { retired: boolean },
): Promise<Slice<TemplateView>> {
  const { catalogue } = context.services;
  const rows = await context.transaction.run(context.caller, (tx) =>
    tx.manager.findBy(DeliverableTemplateEntity, {
      workspaceId: tx.scope.workspaceId,
      ...(retired ? {} : { retiredAt: IsNull() }),
    }),
  );
  const all = [
    ...catalogue.entries.flatMap(({ key }) => catalogueView(ofCatalogue(catalogue, key))),
    ...rows.map(ownView),
  ];
  const sorted = all.toSorted(
    (a, b) =>
      HATS.indexOf(a.hat) - HATS.indexOf(b.hat) ||
      a.dueDay - b.dueDay ||
      (a.key < b.key ? -1 : a.key > b.key ? 1 : (b.createdAt?.getTime() ?? 0) - (a.createdAt?.getTime() ?? 0)),
  );
  return { rows: sorted.slice(offset, offset + limit), totalCount: sorted.length };
}

/** One version of a template of the workspace's own. @throws NotFound where there is no such */
export async function readOwnTemplateView(context: UseCaseContext, id: string): Promise<TemplateView> {
  const row = await context.transaction.run(context.caller, (tx: Tx) =>
    tx.manager.findOneBy(DeliverableTemplateEntity, { workspaceId: tx.scope.workspaceId, id }),
  );
  if (!row) throw new NotFound();
  return ownView(row);
}

function catalogueView(found: PlannedTemplate | undefined): TemplateView[] {
  if (!found) return [];
  const { template: _template, ...shown } = found;
  return [{ ...shown, id: null, createdAt: null, createdBy: null, retiredAt: null }];
}

function ownView(row: DeliverableTemplateEntity): TemplateView {
  const { template: _template, ...shown } = ownTemplate(row);
  return { ...shown, id: row.id, createdAt: row.createdAt, createdBy: row.createdBy, retiredAt: row.retiredAt };
}
