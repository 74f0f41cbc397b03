import type { Template } from '@bicorne/domain';
import { findSection } from '@bicorne/domain';
import type { Labelled } from './corpus.js';
import { emptyTalk, emptyTalkKeptApart, lorem } from './filler.js';
import type { Random } from './random.js';

export const MUTATIONS = [
  'section cut',
  'heading left, text cut',
  'TODO',
  'cut, padded by repetition',
  'cut, another section in its place',
  'cut, lorem ipsum in its place',
  'cut, like document in its place',
  'cut, unlike document in its place',
  'guidance left in',
  'says nothing',
  'says nothing, in other sentences',
  'says nothing throughout',
] as const;
export type Mutation = (typeof MUTATIONS)[number];

export interface Mutant {
  kind: Mutation;
  markdown: string;
  thinSections: string[];
}

/** Documents to borrow text from: written to the same template, and to others. */
export interface Others {
  like: readonly Labelled[];
  unlike: readonly Labelled[];
}

interface Chunk {
  heading: string;
  /** Place in the template, or -1. */
  place: number;
  body: string;
}

/** Of a large template real work leaves parts out, so a mutant of one keeps only this share of the filled sections. */
const KEPT_OF_LARGE = 0.25;

/** One mutant of each kind. Each is thin by construction: a critical section, or most of a large template, is gone. */
export function mutantsOf(document: Labelled, template: Template, others: Others, random: Random): Mutant[] {
  const chunks = split(document.markdown, template);
  const filled = chunks.filter(
    (chunk) => chunk.place >= 0 && chunk.body.trim().length > 40 && !template.sections[chunk.place]!.field,
  );
  const critical = filled.filter((chunk) => template.sections[chunk.place]!.critical);
  const hit =
    critical.length > 0
      ? [random.pick(critical)]
      : random.shuffled(filled).slice(Math.floor(filled.length * KEPT_OF_LARGE));
  const hurt = new Set(hit.map((chunk) => chunk.place));
  const whole = (place: number): boolean =>
    template.sections[place]!.children.every((child) => whole(child) && !kept.some((chunk) => chunk.place === child));
  const kept = filled.filter((chunk) => !hurt.has(chunk.place));
  // A section whose sub-sections stand is not thin: their text is its own.
  const thinSections = [...hurt].filter(whole).map((place) => template.sections[place]!.heading);
  const like = random.pick(others.like);
  const unlike = random.pick(others.unlike);
  const likeText = paragraphs(like.markdown);
  const unlikeText = paragraphs(unlike.markdown);
  const replaced = (kind: Mutation, body: (chunk: Chunk) => string): Mutant => ({
    kind,
    thinSections,
    markdown: join(chunks.map((chunk) => (hurt.has(chunk.place) ? { ...chunk, body: `\n${body(chunk)}\n\n` } : chunk))),
  });
  const twice = kept.length > 0 ? random.pick(kept) : undefined;
  return [
    { kind: 'section cut', thinSections, markdown: join(chunks.filter((chunk) => !hurt.has(chunk.place))) },
    replaced('heading left, text cut', () => ''),
    replaced('TODO', () =>
      random.pick(['TODO', 'TBD', 'TODO: write this section', 'To be determined.', '_Coming soon_']),
    ),
    {
      kind: 'cut, padded by repetition',
      thinSections,
      markdown: join(
        chunks.map((chunk) =>
          hurt.has(chunk.place)
            ? { ...chunk, body: '\n' }
            : chunk === twice
              ? { ...chunk, body: `${chunk.body}\n${chunk.body}\n${chunk.body}\n` }
              : chunk,
        ),
      ),
    },
    replaced('cut, another section in its place', () => twice?.body ?? ''),
    replaced('cut, lorem ipsum in its place', (chunk) => lorem(Math.max(1, Math.ceil(chunk.body.length / 450)))),
    replaced('cut, like document in its place', (chunk) => asMuch(likeText, chunk.body.length, random)),
    replaced('cut, unlike document in its place', (chunk) => asMuch(unlikeText, chunk.body.length, random)),
    replaced('guidance left in', (chunk) => template.sections[chunk.place]!.guidance || `<!-- ${chunk.heading} -->`),
    replaced('says nothing', (chunk) =>
      emptyTalk(random, Math.max(3, Math.min(12, Math.ceil(chunk.body.length / 90)))),
    ),
    replaced('says nothing, in other sentences', (chunk) =>
      emptyTalkKeptApart(random, Math.max(3, Math.min(12, Math.ceil(chunk.body.length / 90)))),
    ),
    {
      kind: 'says nothing throughout',
      thinSections: filled.map((chunk) => template.sections[chunk.place]!.heading),
      markdown: join(
        chunks.map((chunk) =>
          chunk.place >= 0 && !template.sections[chunk.place]!.field
            ? { ...chunk, body: `\n${emptyTalk(random, 6)}\n\n` }
            : chunk,
        ),
      ),
    },
  ];
}

/** The paragraphs, lists and code of a document that say more than a line. */
function paragraphs(markdown: string): string[] {
  const body = markdown.replace(/^---\n[\s\S]*?\n---\n/, '').replace(/<!--[\s\S]*?-->/g, '');
  return body
    .split(/\n\s*\n/)
    .filter((text) => text.trim().length > 40 && !/^\s*(?:#|```|~~~)/.test(text) && !/^\s*- \[[^\]]*\]\(#/.test(text));
}

/** Consecutive paragraphs of about a given length, from a place picked at random. */
function asMuch(texts: readonly string[], length: number, random: Random): string {
  let at = random.below(texts.length);
  const taken: string[] = [];
  let sum = 0;
  while (sum < Math.max(200, length) && taken.length < texts.length) {
    const text = texts[at++ % texts.length]!;
    taken.push(text);
    sum += text.length;
  }
  return taken.join('\n\n');
}

/** Splits at the headings that mean a section; what stands before the first has an empty heading. */
function split(markdown: string, template: Template): Chunk[] {
  const chunks: Chunk[] = [{ heading: '', place: -1, body: '' }];
  let fence = '';
  for (const line of markdown.split('\n')) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark) fence = fence === '' ? mark : line.trim() === mark && mark.startsWith(fence) ? '' : fence;
    const heading = fence === '' ? /^#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1] : undefined;
    const place = heading === undefined ? -1 : findSection(template, heading);
    if (place >= 0) chunks.push({ heading: line, place, body: '' });
    else chunks[chunks.length - 1]!.body += `${line}\n`;
  }
  return chunks;
}

function join(chunks: readonly Chunk[]): string {
  return chunks.map((chunk) => (chunk.heading === '' ? chunk.body : `${chunk.heading}\n${chunk.body}`)).join('');
}
