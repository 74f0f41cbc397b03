import type { Definition, FootnoteDefinition, Heading, List, ListItem, Root, RootContent } from 'mdast';
import type { Content } from 'pdfmake';
import { spansOf } from './fonts.js';
import { inlinesOf, written, type References } from './inline.js';
import { LINE, QUIET, TEXT_WIDTH } from './look.js';
import { textOf } from './read-markdown.js';
import { tableOf } from './table.js';

/** Lists and quotes inside one another beyond this are written as plain text: the page has no room for more. */
const MAX_NESTING = 10;
/** A heading stays with what follows it where that is at most this long, in letters. */
const KEPT_TOGETHER = 800;

/** A whole document as pdfmake's content, with an outline of its headings. */
export function contentOf(root: Root): Content[] {
  const references = referencesOf(root);
  const blocks = blocksOf(root.children, references, 0);
  const content = keepHeadings(root.children, blocks);
  return [...content, ...footnotesOf(root, references)];
}

function referencesOf(root: Root): References {
  const definitions = root.children.filter((node): node is Definition => node.type === 'definition');
  // The first definition of a name holds, as in CommonMark.
  return {
    definitions: new Map(definitions.toReversed().map((definition) => [definition.identifier, definition])),
    footnotes: new Map(),
  };
}

function blocksOf(nodes: readonly RootContent[], references: References, depth: number): (Content | null)[] {
  return nodes.map((node) => blockOf(node, references, depth));
}

function contentsOf(nodes: readonly RootContent[], references: References, depth: number): Content[] {
  return blocksOf(nodes, references, depth).filter((block): block is Content => block !== null);
}

function blockOf(node: RootContent, references: References, depth: number): Content | null {
  if (depth > MAX_NESTING) return { text: written(textOf(node)) };
  switch (node.type) {
    case 'heading':
      return headingOf(node, references);
    case 'paragraph':
      return { text: inlinesOf(node.children, references), margin: [0, 0, 0, 6] };
    case 'list':
      return listOf(node, references, depth);
    case 'blockquote': {
      const body = contentsOf(node.children, references, depth + 1);
      return {
        table: { widths: [roomAt(depth) - 10], body: [[{ stack: body, color: QUIET }]] },
        layout: 'quoted',
        margin: [0, 2, 0, 8],
      };
    }
    case 'code':
      return codeOf(node.value, depth);
    case 'table':
      return tableOf(node, references, roomAt(depth));
    case 'thematicBreak':
      return {
        canvas: [{ type: 'line', x1: 0, y1: 0, x2: roomAt(depth), y2: 0, lineWidth: 0.6, lineColor: LINE }],
        margin: [0, 6, 0, 10],
      };
    default:
      // HTML, definitions and footnotes, which stand elsewhere or nowhere.
      return null;
  }
}

/** How wide what stands in so many lists and quotes may be, in points. Fixed, for a long word must break. */
function roomAt(depth: number): number {
  return TEXT_WIDTH - depth * 22;
}

function headingOf({ depth, children }: Heading, references: References): Content | null {
  const text = inlinesOf(children, references);
  // An outline has no entry without words.
  if (text.every((inline) => inline.text.trim() === '')) return null;
  return { text, style: `h${depth}`, outline: true, outlineText: text.map((inline) => inline.text).join('') };
}

function listOf(list: List, references: References, depth: number): Content {
  const items = list.children.map((item) => itemOf(item, references, depth));
  const margin: [number, number, number, number] = [0, 0, 0, depth === 0 ? 6 : 0];
  // The boxes of tasks take the place of bullets; an item without a box among them has none.
  if (list.children.some(({ checked }) => typeof checked === 'boolean')) return { ul: items, type: 'none', margin };
  return list.ordered ? { ol: items, start: list.start ?? 1, margin } : { ul: items, margin };
}

function itemOf({ checked, children, spread }: ListItem, references: References, depth: number): Content {
  const [first, ...rest] = children;
  const box = typeof checked === 'boolean' ? written(checked ? '☑ ' : '☐ ') : [];
  const gap = spread ? 4 : 1.5;
  if (first === undefined) return { text: [...box, { text: ' ' }] };
  const head: Content =
    first.type === 'paragraph'
      ? { text: [...box, ...inlinesOf(first.children, references)], margin: [0, 0, 0, gap] }
      : { stack: [...(box.length > 0 ? [{ text: box }] : []), ...contentsOf([first], references, depth + 1)] };
  return rest.length === 0 ? head : { stack: [head, ...contentsOf(rest, references, depth + 1)] };
}

function codeOf(value: string, depth: number): Content {
  // One text a line: a block of code may run over pages.
  const lines = value.split('\n').map((line): Content => ({
    text: line.trim() === '' ? ' ' : spansOf(line.replaceAll('\t', '    '), 'Mono'),
    preserveLeadingSpaces: true,
  }));
  return {
    table: { widths: [roomAt(depth) - 16], body: [[{ stack: lines, fontSize: 7.5, lineHeight: 1.25 }]] },
    layout: 'boxed',
    margin: [0, 2, 0, 9],
  };
}

/** Puts each heading into one unbreakable piece with a short block that follows it. */
function keepHeadings(nodes: readonly RootContent[], blocks: readonly (Content | null)[]): Content[] {
  const content: Content[] = [];
  const headings: Content[] = [];
  nodes.forEach((node, at) => {
    const block = blocks[at] ?? null;
    if (block === null) return;
    if (node.type === 'heading') {
      // A run of headings alone must not outgrow the page.
      if (headings.length >= 4) content.push(...headings.splice(0));
      headings.push(block);
    } else if (headings.length > 0 && textOf(node).length <= KEPT_TOGETHER) {
      content.push({ stack: [...headings.splice(0), block], unbreakable: true });
    } else {
      content.push(...headings.splice(0), block);
    }
  });
  return [...content, ...headings];
}

function footnotesOf(root: Root, references: References): Content[] {
  const notes = root.children.filter((node): node is FootnoteDefinition => node.type === 'footnoteDefinition');
  const mentioned = notes
    .map((note) => ({ note, number: references.footnotes.get(note.identifier) }))
    .filter((one): one is { note: FootnoteDefinition; number: number } => one.number !== undefined)
    .toSorted((a, b) => a.number - b.number);
  return mentioned.map(({ note, number }): Content => {
    return {
      columns: [{ text: `${number}`, width: 14 }, { stack: contentsOf(note.children, references, 1) }],
      fontSize: 8,
      color: QUIET,
      margin: [0, 4, 0, 0],
    };
  });
}
