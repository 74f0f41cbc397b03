import { withoutFrontMatter, type TemplateCatalogue } from '@bicorne/documents';
import { readTemplate, type Hat, type Template } from '@bicorne/domain';
import { DeliverableTemplateEntity, type Tx } from '@bicorne/persistence';
import { In } from 'typeorm';

/** Which template a deliverable is written to: a version of the workspace's own, else the catalogue's of that key. */
export interface TemplateRef {
  key: string;
  templateId: string | null;
}

/** A template as deliverables are planned and written by it. */
export interface PlannedTemplate {
  template: Template;
  key: string;
  hat: Hat;
  title: string;
  dueDay: number;
  weight: number;
  /** Without front matter, as a practitioner begins with it. */
  markdown: string;
  /** Whether it is the workspace's own. */
  own: boolean;
}

export type TemplateLookup = (ref: TemplateRef) => PlannedTemplate | undefined;

/** Parsed templates that are kept; one of the largest takes about a megabyte. */
const KEPT = 200;
/** By workspace and id: a version never changes. The one looked at longest ago comes first. */
const parsed = new Map<string, PlannedTemplate>();

/**
 * The templates of these deliverables, read in one statement; none where all are known here or of the catalogue.
 *
 * @returns a lookup that gives undefined only where the catalogue no longer has the key
 */
export async function templatesOf(
  tx: Tx,
  catalogue: TemplateCatalogue,
  refs: readonly TemplateRef[],
): Promise<TemplateLookup> {
  const own = new Map<string, PlannedTemplate>();
  const unknown = new Set<string>();
  for (const { templateId } of refs) {
    if (templateId === null) continue;
    const known = recall(keyOf(tx.scope.workspaceId, templateId));
    if (known) own.set(templateId, known);
    else unknown.add(templateId);
  }
  if (unknown.size > 0) {
    const rows = await tx.manager.findBy(DeliverableTemplateEntity, {
      workspaceId: tx.scope.workspaceId,
      id: In([...unknown]),
    });
    for (const row of rows) own.set(row.id, ownTemplate(row));
  }
  return ({ key, templateId }) => (templateId === null ? ofCatalogue(catalogue, key) : own.get(templateId));
}

/**
 * The template of one deliverable.
 *
 * @throws Error where the catalogue no longer has it
 */
export async function templateOf(tx: Tx, catalogue: TemplateCatalogue, ref: TemplateRef): Promise<PlannedTemplate> {
  const found = (await templatesOf(tx, catalogue, [ref]))(ref);
  if (!found) throw new Error(`The catalogue has no template ${ref.key}`);
  return found;
}

/** The catalogue's template of a key; undefined where it has none. */
export function ofCatalogue(catalogue: TemplateCatalogue, key: string): PlannedTemplate | undefined {
  const entry = catalogue.entries.find((candidate) => candidate.key === key);
  const template = catalogue.template(key);
  if (!entry || !template) return undefined;
  return { ...entry, template, markdown: catalogue.markdown(key) ?? '', own: false };
}

/** What a version of a workspace's own template is read from. */
export type OwnTemplateRow = Pick<
  DeliverableTemplateEntity,
  'workspaceId' | 'id' | 'key' | 'hat' | 'title' | 'dueDay' | 'weight' | 'markdown'
>;

/**
 * A version of a workspace's own template, parsed the first time and kept. What was said beside the text counts before its
 * front matter.
 */
export function ownTemplate(row: OwnTemplateRow): PlannedTemplate {
  const place = keyOf(row.workspaceId, row.id);
  return recall(place) ?? keep(place, parse(row));
}

function parse(row: OwnTemplateRow): PlannedTemplate {
  const { key, hat, title, dueDay, weight, markdown } = row;
  const read = readTemplate(markdown, { key });
  // It was read when it was kept: only a change of the reader can refuse it now.
  if (!read.ok) throw new Error(`The template ${row.id} cannot be read: ${read.refusals[0]?.message ?? ''}`);
  return {
    template: { ...read.value, key, hat, title, dueDay, weight },
    key,
    hat,
    title,
    dueDay,
    weight,
    markdown: withoutFrontMatter(markdown),
    own: true,
  };
}

function keyOf(workspaceId: string, id: string): string {
  return `${workspaceId}/${id}`;
}

function recall(key: string): PlannedTemplate | undefined {
  const known = parsed.get(key);
  if (!known) return undefined;
  parsed.delete(key);
  parsed.set(key, known);
  return known;
}

function keep(key: string, template: PlannedTemplate): PlannedTemplate {
  parsed.set(key, template);
  const [oldest] = parsed.keys();
  if (parsed.size > KEPT && oldest !== undefined) parsed.delete(oldest);
  return template;
}
