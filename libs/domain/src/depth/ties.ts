import { stemsOf } from './words.js';

/** A body of text with so many different stems stands on its own, whether or not it leads to the title. */
const STANDS_ALONE = 25;

/**
 * Which words of a document belong together. Two statements (sentences, list items, table rows, lines of code) are tied
 * where they share a word stem, and so on from statement to statement, wherever in the document they stand. A stem is
 * of the document where such a chain leads to the title, or is a body of text in itself.
 *
 * Sections play no part in it: text that may be said in one section ties as much from another. That is what lets the
 * measure ask for ties and still never reward a copy, or a removal (docs/depth.md).
 */
export class Ties {
  private readonly above = new Map<string, string>();
  private readonly tied = new Set<string>();
  private readonly title: ReadonlySet<string>;

  /** `statements` hold the stems of one statement each; a title without a stem of its own ties everything. */
  constructor(title: Iterable<string>, statements: Iterable<readonly string[]>) {
    this.title = new Set(title);
    for (const [first, ...others] of statements) {
      if (first === undefined) continue;
      if (!this.above.has(first)) this.above.set(first, first);
      for (const stem of others) this.join(first, stem);
    }
    const sizes = new Map<string, number>();
    for (const stem of this.above.keys()) {
      const top = this.top(stem);
      sizes.set(top, (sizes.get(top) ?? 0) + 1);
    }
    for (const [top, size] of sizes) if (size >= STANDS_ALONE) this.tied.add(top);
    for (const stem of this.title) if (this.above.has(stem)) this.tied.add(this.top(stem));
  }

  /** Whether a word, in lower case, is tied to the document by one of its stems. */
  holds(word: string): boolean {
    return this.title.size === 0 || stemsOf(word).some((stem) => this.above.has(stem) && this.tied.has(this.top(stem)));
  }

  private join(a: string, b: string): void {
    if (!this.above.has(b)) this.above.set(b, b);
    this.above.set(this.top(a), this.top(b));
  }

  private top(stem: string): string {
    let top = stem;
    for (let next = this.above.get(top)!; next !== top; next = this.above.get(top)!) top = next;
    for (let at = stem; at !== top;) {
      const next = this.above.get(at)!;
      this.above.set(at, top);
      at = next;
    }
    return top;
  }
}
