interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (reason: unknown) => void;
}

interface Group<Item, Result> {
  waiting: Waiting<Item, Result>[];
  /** Batches under way, or about to begin. */
  lanes: number;
}

/** Batches of one group at a time: while the database works on one, this process prepares another. */
const LANES = 3;

/**
 * Work on single items that many ask for at the same time, done for many in one go: while batches of a group are under way,
 * what is asked for that group gathers, and goes together in the next. Who is alone waits for nobody.
 */
export class Batches<Item, Result> {
  private readonly groups = new Map<string, Group<Item, Result>>();

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
      const group = this.groups.get(name) ?? { waiting: [], lanes: 0 };
      this.groups.set(name, group);
      group.waiting.push({ item, resolve, reject });
      if (group.lanes === LANES) return;
      group.lanes += 1;
      // What else this turn of the event loop asks for comes along.
      setImmediate(() => void this.drain(name, group));
    });
  }

  private async drain(name: string, group: Group<Item, Result>): Promise<void> {
    while (group.waiting.length > 0) await this.settle(name, group.waiting.splice(0, this.most));
    group.lanes -= 1;
    if (group.lanes === 0) this.groups.delete(name);
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
