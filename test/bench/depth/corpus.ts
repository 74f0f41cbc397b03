import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface Labelled {
  /** Path in the corpus. */
  path: string;
  template: string;
  thin: boolean;
  /** Headings that are missing, empty or a stub. */
  thinSections: string[];
  markdown: string;
}

export interface Corpus {
  documents: Labelled[];
  templates: Map<string, string>;
}

/** The corpus beside the checkout, or where BICORNE_CORPUS says; undefined where there is none. */
export function readCorpus(): { folder: string; corpus?: Corpus } {
  const folder = resolve(process.env['BICORNE_CORPUS'] ?? '../shared/corpus');
  const labels = join(folder, 'labels.tsv');
  if (!existsSync(labels)) return { folder };
  const templates = new Map<string, string>();
  const documents = readFileSync(labels, 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [path = '', template = '', label = '', sections = ''] = line.split('\t');
      if (!templates.has(template)) templates.set(template, readFileSync(join(folder, 'templates', template), 'utf8'));
      return {
        path,
        template,
        thin: label === 'thin',
        thinSections: sections
          .split(',')
          .map((s) => s.trim())
          .filter((s) => s !== ''),
        markdown: readFileSync(join(folder, path), 'utf8'),
      };
    });
  return { folder, corpus: { documents, templates } };
}
