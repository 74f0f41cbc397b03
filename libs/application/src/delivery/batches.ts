interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (reason: unknown) => void;
}

/**
 * Work on single items that many ask for at the same time, done for many in one go: while a batch of a group is under way,
 * what is asked for that group gathers, and goes together in the next. Who is alone waits for nobody. One batch at a time:
 * with more, each is smaller, and what a batch costs by itself is paid more often.
 */
export class Batches<Item, Result> {
  /** What waits, by group; there is one for as long as a batch is under way, or about to begin. */
  private readonly groups = new Map<string, Waiting<Item, Result>[]>();

  /**
   * @param most items in one batch
   * @param run does a batch of one group; gives one result for each item, in their order
   */
  constructor(
    private readonly most: number,
    private readonly run: (group: string, items: readonly Item[]) => Promise<Result[]>,
  ) {}

  /** @throws what `run` throws for the item alone: a batch that fails is done again one by one, for one may spoil the others */
  ask(name: string, item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      const waiting = this.groups.get(name);
      if (waiting) return void waiting.push({ item, resolve, reject });
      const begun = [{ item, resolve, reject }];
      this.groups.set(name, begun);
      // What else this turn of the event loop asks for comes along.
      setImmediate(() => void this.drain(name, begun));
    });
  }

  private async drain(name: string, waiting: Waiting<Item, Result>[]): Promise<void> {
    while (waiting.length > 0) await this.settle(name, waiting.splice(0, this.most));
    this.groups.delete(name);
  }

  private async settle(group: string, batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.run(
        group,
        batch.map(({ item }) => item),
      );
      if (results.length !== batch.length) throw new Error(`${results.length} results for ${batch.length} items.`);
      batch.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else await this.oneByOne(group, batch);
    }
  }

  private async oneByOne(group: string, batch: readonly Waiting<Item, Result>[]): Promise<void> {
    let failures = 0;
    for (const { item, resolve, reject } of batch) {
      // One spoils a batch; two in a row are an outage, which the others need not wait for.
      if (failures === 2) {
        reject(new Error('Those before it failed.'));
        continue;
      }
      try {
        const [result] = await this.run(group, [item]);
        resolve(result as Result);
        failures = 0;
      } catch (error) {
        reject(error);
        failures += 1;
      }
    }
  }
}
