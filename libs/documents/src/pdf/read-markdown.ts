import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const parser = unified().use(remarkParse).use(remarkGfm).freeze();

/** Front matter is for machines: it is neither printed nor exported. */
const FRONT_MATTER = /^\uFEFF?(---|\+\+\+)[ \t]*\r?\n(?:[^\n]*\n)*?(?:\1|\.\.\.)[ \t]*(?:\r?\n|$)/;

/** A document as a tree of GitHub's Markdown, without its front matter. */
export function readMarkdown(markdown: string): Root {
  return parser.parse(markdown.replace(FRONT_MATTER, ''));
}

/** The text of a node without its markup; of an image its alternative text. */
export function textOf(node: Nodes): string {
  const texts: string[] = [];
  const open: Nodes[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.type === 'html') continue;
    if (next.type === 'break') texts.push(' ');
    else if ('value' in next) texts.push(next.value);
    else if ('alt' in next) texts.push(next.alt ?? '');
    else if ('children' in next) for (const child of next.children.toReversed()) open.push(child);
  }
  return texts.join('');
}
