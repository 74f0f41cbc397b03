import {
  OWN_TEMPLATES_LIMIT,
  readOwnTemplate,
  refused,
  type Decided,
  type OwnTemplate,
  type OwnTemplateInput,
} from '@bicorne/domain';
import { DeliverableTemplateEntity, type Tx } from '@bicorne/persistence';
import { IsNull } from 'typeorm';
import type { UseCaseContext } from '../context.js';
import { NotFound } from '../errors.js';

/**
 * Adds a template of the workspace's own. Refused as `readOwnTemplate` says, with TAKEN where another of the workspace has
 * the key, and with TOO_MANY.
 *
 * @returns its id
 */
export async function createTemplate(context: UseCaseContext, input: OwnTemplateInput): Promise<Decided<string>> {
  const template = readOwnTemplate(input, { catalogueKeys: catalogueKeys(context) });
  if (!template.ok) return template;
  return context.transaction.run(context.caller, async (tx) => {
    const [count] = await tx.query<{ count: number }>(
      'select count(*)::int as count from deliverable_template where retired_at is null',
    );
    if ((count?.count ?? 0) >= OWN_TEMPLATES_LIMIT)
      return refused({
        code: 'TOO_MANY',
        field: 'key',
        message: `A workspace has ${OWN_TEMPLATES_LIMIT} templates of its own at the most: retire one first.`,
      });
    const id = await insertVersion(tx, context, template.value);
    return id === null ? refused(taken(template.value.key)) : { ok: true, value: id };
  });
}

/**
 * Puts a new version in the place of a template: what is planned from now on is written to it, what is planned already
 * stays with the version it was planned with.
 *
 * @returns the id of the new version
 * @throws NotFound where it does not exist, or is retired
 */
export async function replaceTemplate(
  context: UseCaseContext,
  { templateId, ...input }: Omit<OwnTemplateInput, 'key'> & { templateId: string },
): Promise<Decided<string>> {
  return context.transaction.run(context.caller, async (tx) => {
    const current = await lockCurrent(tx, templateId);
    const template = readOwnTemplate(input, { catalogueKeys: catalogueKeys(context), replaces: current });
    if (!template.ok) return template;
    await retire(tx, context, current.id);
    const id = await insertVersion(tx, context, template.value);
    return id === null ? refused(taken(template.value.key)) : { ok: true, value: id };
  });
}

/**
 * Takes a template out of use: nothing is planned with it any more. What is planned already stays.
 *
 * @returns its id
 * @throws NotFound where it does not exist, or is retired
 */
export async function retireTemplate(context: UseCaseContext, input: { templateId: string }): Promise<Decided<string>> {
  return context.transaction.run(context.caller, async (tx) => {
    const current = await lockCurrent(tx, input.templateId);
    await retire(tx, context, current.id);
    return { ok: true, value: current.id };
  });
}

function catalogueKeys({ services }: UseCaseContext): ReadonlySet<string> {
  return new Set(services.catalogue.entries.map(({ key }) => key));
}

async function lockCurrent(tx: Tx, id: string): Promise<DeliverableTemplateEntity> {
  const found = await tx.manager.findOne(DeliverableTemplateEntity, {
    where: { workspaceId: tx.scope.workspaceId, id, retiredAt: IsNull() },
    lock: { mode: 'pessimistic_write' },
  });
  if (!found) throw new NotFound();
  return found;
}

async function retire(tx: Tx, context: UseCaseContext, id: string): Promise<void> {
  const { workspaceId } = tx.scope;
  await tx.manager.update(DeliverableTemplateEntity, { workspaceId, id }, { retiredAt: context.now() });
}

/** Null where another has the key, which may have come in the meantime. */
async function insertVersion(tx: Tx, { caller, now }: UseCaseContext, template: OwnTemplate): Promise<string | null> {
  const { key, hat, title, dueDay, weight, markdown } = template;
  const [row] = await tx.query<{ id: string }>(
    `insert into deliverable_template
       (workspace_id, key, hat, title, due_day, weight, markdown, created_at, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (workspace_id, key) where retired_at is null do nothing returning id`,
    [tx.scope.workspaceId, key, hat, title, dueDay, weight, markdown, now(), caller.name],
  );
  return row?.id ?? null;
}

function taken(key: string) {
  return {
    code: 'TAKEN',
    field: 'key',
    message: `The workspace has a template with the key "${key}" already: replace that one, or choose another key.`,
  };
}
