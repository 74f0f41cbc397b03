/**
 * The Markdown reader of the depth measure: one pass over the lines, cost linear in the length whatever the nesting.
 * It keeps what the measure needs (headings, paragraphs, list items, table rows, code, comments) and no tree.
 * Rendering uses unified; that parser needs over a second for a megabyte and more for hostile nesting (docs/depth.md).
 */

import { MARK, liftComments, opensFence, readFence } from './comments.js';
import { readHeading } from './headings.js';

export type BlockKind = 'text' | 'item' | 'row' | 'code';

/** A run of text that no other block shares a sentence with. A table row carries its cells, one text each. */
export interface Block {
  kind: BlockKind;
  /** One text; for a row one per cell, for code one per line. */
  texts: string[];
  /** Whether it is the first row of a table, which names the columns. */
  header?: true;
}

/** A table: its header cells and its body rows, in order, as raw cell text. */
export interface Table {
  header: string[];
  rows: string[][];
}

/** A heading with everything up to the next heading. The first part of a document has level 0 and no heading. */
export interface Part {
  level: number;
  heading: string;
  blocks: Block[];
  tables: Table[];
  /** Text of HTML comments that stand in this part: guidance in a template, nothing in a document. */
  comments: string[];
}

export interface Outline {
  /** Raw text of the front matter, without its fences; undefined where there is none. */
  frontMatter?: string;
  parts: Part[];
}

const SETEXT = /^ {0,3}(=+|-+)[ \t]*$/;

/**
 * Reads a document into its parts. Never throws; an unclosed comment at the start of a line runs to the end, as in
 * CommonMark. An unclosed code fence ends at the next heading that `endsFence` accepts, else at the end.
 */
export function outline(markdown: string, endsFence: (heading: string) => boolean = () => false): Outline {
  const source = markdown
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\0/g, '\uFFFD');
  const { frontMatter, body } = splitFrontMatter(source);
  const reader = new Reader(endsFence);
  const { text, comments } = liftComments(body);
  reader.read(text.split('\n'), comments);
  return { frontMatter, parts: reader.parts };
}

function splitFrontMatter(source: string): { frontMatter?: string; body: string } {
  const open = /^(---|\+\+\+)[ \t]*\n/.exec(source);
  if (!open) return { body: source };
  const close = open[1] === '---' ? /\n(?:---|\.\.\.)[ \t]*(?:\n|$)/g : /\n\+\+\+[ \t]*(?:\n|$)/g;
  close.lastIndex = open[0].length - 1;
  const end = close.exec(source);
  if (!end) return { body: source };
  return { frontMatter: source.slice(open[0].length, end.index + 1), body: source.slice(end.index + end[0].length) };
}

class Reader {
  readonly parts: Part[] = [{ level: 0, heading: '', blocks: [], tables: [], comments: [] }];
  private open: { kind: 'text' | 'item'; lines: string[] } | undefined;
  private table: Table | undefined;
  private comment = 0;

  constructor(private readonly endsFence: (heading: string) => boolean) {}

  private get part(): Part {
    return this.parts[this.parts.length - 1]!;
  }

  read(lines: string[], comments: string[]): void {
    const closers = new Closers(lines);
    for (let i = 0; i < lines.length; i++) {
      const line = this.takeComments(lines[i]!, comments);
      const { rest, item, quoted } = containers(line, this.open?.kind);
      const fence = readFence(rest.trimStart());
      if (opensFence(fence)) {
        i = this.readCode(lines, i, closers.after(i, fence.mark));
        continue;
      }
      if (!item && !quoted && this.readHeading(line)) continue;
      this.readText(rest, item, lines[i + 1]);
    }
    this.close();
  }

  private takeComments(line: string, comments: string[]): string {
    if (!line.includes(MARK)) return line;
    const count = line.split(MARK).length - 1;
    for (let n = 0; n < count; n++) this.part.comments.push(comments[this.comment++] ?? '');
    return line.replaceAll(MARK, ' ');
  }

  private readHeading(line: string): boolean {
    const heading = readHeading(line);
    if (heading) {
      this.close();
      this.begin(heading.level, heading.text);
      return true;
    }
    if (this.open?.kind === 'text' && !this.table && SETEXT.test(line)) {
      const text = this.open.lines.join(' ').trim();
      this.open = undefined;
      this.begin(line.includes('=') ? 1 : 2, text);
      return true;
    }
    return false;
  }

  private begin(level: number, heading: string): void {
    this.parts.push({ level, heading, blocks: [], tables: [], comments: [] });
  }

  /** Reads code from the line after `from` up to line `to` (exclusive) and gives the line to go on from. */
  private readCode(lines: string[], from: number, to: number): number {
    this.close();
    let end = to < 0 ? lines.length : to;
    if (to < 0) {
      for (let i = from + 1; i < lines.length; i++) {
        const heading = readHeading(lines[i]!);
        if (heading && this.endsFence(heading.text)) {
          end = i;
          break;
        }
      }
    }
    this.part.blocks.push({ kind: 'code', texts: lines.slice(from + 1, end) });
    return to < 0 ? end - 1 : end;
  }

  private readText(rest: string, item: boolean, next: string | undefined): void {
    const text = rest.trim();
    if (item) this.close();
    if (text === '') {
      this.close();
      if (item) this.open = { kind: 'item', lines: [] };
      return;
    }
    if (this.table) {
      this.addRow(this.table, text);
      return;
    }
    if (text.includes('|') && next !== undefined && isDelimiterRow(next) && cells(next).length === cells(text).length) {
      this.close();
      this.table = { header: cells(text), rows: [] };
      this.part.tables.push(this.table);
      this.part.blocks.push({ kind: 'row', texts: this.table.header, header: true });
      return;
    }
    this.open ??= { kind: item ? 'item' : 'text', lines: [] };
    this.open.lines.push(text);
  }

  private addRow(table: Table, text: string): void {
    if (table.rows.length === 0 && isDelimiterRow(text)) return;
    const row = cells(text);
    table.rows.push(row);
    this.part.blocks.push({ kind: 'row', texts: row });
  }

  private close(): void {
    this.table = undefined;
    if (!this.open) return;
    if (this.open.lines.length > 0) this.part.blocks.push({ kind: this.open.kind, texts: [this.open.lines.join(' ')] });
    this.open = undefined;
  }
}

/** Where each fence closes, looked up without reading the lines anew for every fence. */
class Closers {
  private readonly all: { line: number; char: string; length: number }[] = [];
  /** Per fence character and length: how far the list was read. */
  private readonly read = new Map<string, number>();

  constructor(lines: string[]) {
    lines.forEach((line, index) => {
      const match = /^[ \t>]*(`{3,}|~{3,})[ \t]*$/.exec(line);
      if (match?.[1]) this.all.push({ line: index, char: match[1][0]!, length: match[1].length });
    });
  }

  /** The line that closes a fence opened on line `line`, or -1. Calls come with growing `line`. */
  after(line: number, fence: string): number {
    const key = `${fence[0]}${fence.length}`;
    let i = this.read.get(key) ?? 0;
    for (; i < this.all.length; i++) {
      const closer = this.all[i]!;
      if (closer.line > line && closer.char === fence[0] && closer.length >= fence.length) break;
    }
    this.read.set(key, i);
    return this.all[i]?.line ?? -1;
  }
}

/** Whether a line is the row of dashes under a table's header. */
function isDelimiterRow(line: string): boolean {
  if (!line.includes('-') || !/^[ \t|:-]+$/.test(line)) return false;
  return cells(line).every((cell) => /^:?-+:?$/.test(cell));
}

/**
 * Takes quote and list markers off the front of a line. An ordered marker other than 1 does not interrupt a paragraph,
 * so a wrapped line that starts with a year stays text.
 */
function containers(line: string, open: 'text' | 'item' | undefined): { rest: string; item: boolean; quoted: boolean } {
  let at = 0;
  let item = false;
  let quoted = false;
  for (;;) {
    while (at < line.length && (line[at] === ' ' || line[at] === '\t')) at++;
    const char = line[at];
    const next = line[at + 1];
    const gap = next === undefined || next === ' ' || next === '\t';
    if (char === '>') {
      quoted = true;
      at++;
    } else if ((char === '-' || char === '*' || char === '+') && gap && !isBreak(line, at)) {
      item = true;
      at++;
    } else if (char !== undefined && char >= '0' && char <= '9') {
      const marker = /^(\d{1,9})[.)](?=[ \t]|$)/.exec(line.slice(at, at + 11));
      if (!marker || (open === 'text' && !item && Number(marker[1]) !== 1)) break;
      item = true;
      at += marker[0].length;
    } else break;
  }
  const rest = item ? line.slice(at).replace(/^[ \t]*\[[ xX]\](?=[ \t]|$)/, '') : line.slice(at);
  return { rest, item, quoted };
}

/** Whether the rest of a line is a thematic break, such as `* * *`. */
function isBreak(line: string, at: number): boolean {
  return line.length - at < 200 && /^([-*+])(?:[ \t]*\1){2,}[ \t]*$/.test(line.slice(at));
}

function cells(line: string): string[] {
  const trimmed = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  return trimmed
    .replaceAll('\\|', '\uE001')
    .split('|')
    .map((cell) => cell.replaceAll('\uE001', '|').trim());
}
