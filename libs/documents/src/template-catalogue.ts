import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HATS, parseTemplate, type CatalogueEntry, type Template } from '@bicorne/domain';

/** The deliverable templates, read once. */
export interface TemplateCatalogue {
  /** In the order of hats and due days. */
  entries: CatalogueEntry[];
  /** The parsed template of a key; undefined where the catalogue has none. */
  template(key: string): Template | undefined;
  /** The template's Markdown as a practitioner begins with it: without its front matter. */
  markdown(key: string): string | undefined;
}

/** Where the templates are kept, below the project's root. */
const FOLDER = ['libs', 'domain', 'templates'];

/**
 * Reads every `*.md` of the catalogue. A new template is a new file there.
 *
 * @throws Error that names the file, where one has no key, hat or due day or is not well formed
 */
export async function loadTemplateCatalogue(projectRoot: string): Promise<TemplateCatalogue> {
  const folder = join(projectRoot, ...FOLDER);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md'));
  const templates = await Promise.all(
    names.map(async (name) => {
      const markdown = await readFile(join(folder, name), 'utf8');
      const template = parseTemplate(markdown);
      return { entry: entryOf(name, template), template, markdown };
    }),
  );
  const byKey = new Map(templates.map((loaded) => [loaded.entry.key, loaded]));
  return {
    entries: templates
      .map((loaded) => loaded.entry)
      .toSorted((a, b) => HATS.indexOf(a.hat) - HATS.indexOf(b.hat) || a.dueDay - b.dueDay || (a.key < b.key ? -1 : 1)),
    template: (key) => byKey.get(key)?.template,
    markdown: (key) => {
      const loaded = byKey.get(key);
      return loaded && withoutFrontMatter(loaded.markdown);
    },
  };
}

/** A template's text as one begins to write with it. */
export function withoutFrontMatter(markdown: string): string {
  return markdown.replace(/^\uFEFF?---[ \t]*\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n)+/, '');
}

function entryOf(name: string, { key, hat, title, dueDay, weight }: Template): CatalogueEntry {
  if (!key || !hat || dueDay === undefined)
    throw new Error(`The template ${name} needs a key, a hat and a due day in its front matter.`);
  return { key, hat, title, dueDay, weight };
}
