import { HATS } from '@bicorne/domain';
import { DeliverableTemplateEntity, type Tx } from '@bicorne/persistence';
import { In } from 'typeorm';
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
  const entries = catalogue.entries.map(({ key, hat, dueDay }) => ({ key, hat, due_day: dueDay }));
  return context.transaction.run(context.caller, async (tx) => {
    const own = `deliverable_template where workspace_id = $2 and ($3 or retired_at is null)`;
    const parameters = [JSON.stringify(entries), tx.scope.workspaceId, retired];
    const page = await tx.query<{ key: string; id: string | null }>(
      `select key, id from (
         select key, hat, due_day, null::uuid as id, null::timestamptz as created_at
         from jsonb_to_recordset($1) as entry(key text, hat text, due_day integer)
         union all select key, hat, due_day, id, created_at from ${own}) as template
       order by array_position($4::text[], hat), due_day, key collate "C", created_at desc nulls last, id
       offset $5 limit $6`,
      [...parameters, HATS, offset, limit],
    );
    const [count] = await tx.query<{ count: number }>(
      `select jsonb_array_length($1)::int + (select count(*)::int from ${own}) as count`,
      parameters,
    );
    const rows = await tx.manager.findBy(DeliverableTemplateEntity, {
      workspaceId: tx.scope.workspaceId,
      id: In(page.flatMap(({ id }) => id ?? [])),
    });
    const views = new Map(rows.map((row) => [row.id, ownView(row)]));
    return {
      rows: page.flatMap(({ key, id }) =>
        id === null ? catalogueView(ofCatalogue(catalogue, key)) : (views.get(id) ?? []),
      ),
      totalCount: count?.count ?? 0,
    };
  });
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
