/** Most letters that wait for a slow reader; past it the mailbox closes, and the reader starts anew. */
const CAPACITY = 1_000;

/** An endless list that one side puts into and the other awaits; `return` ends it at once, also while it is awaited. */
export class Mailbox<Letter> implements AsyncIterableIterator<Letter> {
  private readonly letters: Letter[] = [];
  private readonly readers: ((result: IteratorResult<Letter>) => void)[] = [];
  private closed = false;

  constructor(private readonly onClose: () => void) {}

  put(letter: Letter): void {
    if (this.closed) return;
    const reader = this.readers.shift();
    if (reader) reader({ done: false, value: letter });
    else if (this.letters.length < CAPACITY) this.letters.push(letter);
    else this.close();
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.onClose();
    for (const reader of this.readers.splice(0)) reader({ done: true, value: undefined });
  }

  next(): Promise<IteratorResult<Letter>> {
    const letter = this.letters.shift();
    if (letter !== undefined) return Promise.resolve({ done: false, value: letter });
    if (this.closed) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => this.readers.push(resolve));
  }

  return(): Promise<IteratorResult<Letter>> {
    this.letters.length = 0;
    this.close();
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(error: unknown): Promise<IteratorResult<Letter>> {
    this.close();
    return Promise.reject(error instanceof Error ? error : new Error(String(error)));
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
