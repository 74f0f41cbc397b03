import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HATS, readTemplate, type CatalogueEntry, type Template } from '@bicorne/domain';

/**
 * The deliverable templates, parsed once, when the first of them is asked for: a start does without.
 *
 * Whatever is asked throws an Error that names the file, where one has no key, hat or due day or is not well formed.
 */
export interface TemplateCatalogue {
  /** In the order of hats and due days. */
  readonly entries: readonly CatalogueEntry[];
  /** The parsed template of a key; undefined where the catalogue has none. */
  template(key: string): Template | undefined;
  /** The template's Markdown as a practitioner begins with it: without its front matter. */
  markdown(key: string): string | undefined;
}

/** Where the templates are kept, below the project's root. */
const FOLDER = ['libs', 'domain', 'templates'];

/** Reads every `*.md` of the catalogue. A new template is a new file there. */
export async function loadTemplateCatalogue(projectRoot: string): Promise<TemplateCatalogue> {
  const folder = join(projectRoot, ...FOLDER);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md'));
  const files = await Promise.all(
    names.map(async (name) => ({ name, markdown: await readFile(join(folder, name), 'utf8') })),
  );
  let parsed: Parsed | undefined;
  const catalogue = (): Parsed => (parsed ??= parse(files));
  return {
    get entries() {
      return catalogue().entries;
    },
    template: (key) => catalogue().byKey.get(key)?.template,
    markdown: (key) => {
      const loaded = catalogue().byKey.get(key);
      return loaded && withoutFrontMatter(loaded.markdown);
    },
  };
}

interface Parsed {
  entries: CatalogueEntry[];
  byKey: ReadonlyMap<string, { template: Template; markdown: string }>;
}

function parse(files: readonly { name: string; markdown: string }[]): Parsed {
  const templates = files.map(({ name, markdown }) => {
    const read = readTemplate(markdown);
    if (!read.ok)
      throw new Error(`The template ${name} cannot be used: ${read.refusals.map(({ message }) => message).join('; ')}`);
    const template = read.value;
    return { entry: entryOf(name, template), template, markdown };
  });
  return {
    entries: templates
      .map((loaded) => loaded.entry)
      .toSorted((a, b) => HATS.indexOf(a.hat) - HATS.indexOf(b.hat) || a.dueDay - b.dueDay || (a.key < b.key ? -1 : 1)),
    byKey: new Map(templates.map((loaded) => [loaded.entry.key, loaded])),
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
