import type { Definition, PhrasingContent } from 'mdast';
import type { Inline, Marks } from 'pdfmake';
import { spansOf, type Family } from './fonts.js';
import { LINK, WASH } from './look.js';

/** What references in the text point to. */
export interface References {
  definitions: ReadonlyMap<string, Definition>;
  /** Number of each footnote, in order of mention. */
  footnotes: Map<string, number>;
}

/** Deeper emphasis inside emphasis than anyone means. */
const MAX_NESTING = 20;

/** The text of a paragraph, heading or cell as pdfmake's inlines. Images become their alternative text; HTML goes. */
export function inlinesOf(nodes: readonly PhrasingContent[], references: References, marks: Marks = {}): Inline[] {
  const inlines: Inline[] = [];
  write(nodes, references, marks, inlines, 0);
  return inlines;
}

/** Text as inlines of the fonts that can write it. */
export function written(text: string, marks: Marks = {}, family: Family = 'Inter'): Inline[] {
  return spansOf(text, family).map((span) => ({ ...marks, ...span }));
}

function write(
  nodes: readonly PhrasingContent[],
  references: References,
  marks: Marks,
  into: Inline[],
  depth: number,
): void {
  if (depth > MAX_NESTING) return;
  for (const node of nodes) {
    const inside = (more: Marks, children: readonly PhrasingContent[]): void =>
      write(children, references, { ...marks, ...more }, into, depth + 1);
    switch (node.type) {
      case 'text':
        append(into, written(node.value.replace(/\n\s*/g, ' '), marks));
        break;
      case 'inlineCode':
        append(into, written(node.value, { ...marks, background: WASH }, 'Mono'));
        break;
      case 'strong':
        inside({ bold: true }, node.children);
        break;
      case 'emphasis':
        inside({ italics: true }, node.children);
        break;
      case 'delete':
        inside({ decoration: 'lineThrough' }, node.children);
        break;
      case 'link':
        inside(linkTo(node.url), node.children);
        break;
      case 'linkReference':
        inside(linkTo(references.definitions.get(node.identifier)?.url ?? ''), node.children);
        break;
      case 'image':
      case 'imageReference':
        append(into, written(`[Image: ${node.alt || 'without a description'}]`, { ...marks, italics: true }));
        break;
      case 'break':
        into.push({ text: '\n' });
        break;
      case 'footnoteReference':
        append(into, written(` ${numberOf(node.identifier, references)}`, { ...marks, sup: true }));
        break;
      case 'html':
        break;
      default:
        // Front matter and other extensions, none of which our parser is given.
        break;
    }
  }
}

/** Adds pieces one by one: there may be more than a call takes arguments. */
function append(into: Inline[], pieces: readonly Inline[]): void {
  for (const piece of pieces) into.push(piece);
}

/** A link that a PDF may carry: an address of the web or of mail, and nothing that would run. */
function linkTo(url: string): Marks {
  if (!/^(https?:\/\/|mailto:)[^\s]+$/i.test(url) || !URL.canParse(url)) return {};
  // What is not ASCII would be written into the PDF in an encoding that viewers do not agree about.
  return { link: new URL(url).href, color: LINK };
}

function numberOf(identifier: string, { footnotes }: References): number {
  const known = footnotes.get(identifier) ?? footnotes.size + 1;
  footnotes.set(identifier, known);
  return known;
}
