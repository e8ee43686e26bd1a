/**
 * Collects single items for a moment and hands them on together: one transaction for many callers.
 *
 * `add` resolves after the batch that carried the item was committed, and rejects when it failed; then every caller
 * of that batch hears it and decides for itself.
 */
export class MicroBatch<Item, Result = void> {
  private waiting: { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }[] = [];
  private running = 0;
  private readonly underWay = new Set<Promise<void>>();
  private scheduled = false;

  constructor(
    private readonly flush: (items: Item[]) => Promise<Result[] | void>,
    private readonly options: { maxItems: number; waitMs: number; parallel: number },
  ) {}

  /** How many items wait now. */
  get size(): number {
    return this.waiting.length;
  }

  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.schedule();
    });
  }

  /** Resolves when everything added before has been flushed. */
  async drain(): Promise<void> {
    while (this.waiting.length > 0 || this.running > 0) {
      if (this.running < this.options.parallel) this.start();
      await Promise.race(this.underWay);
    }
  }

  private schedule(): void {
    if (this.scheduled || this.running >= this.options.parallel) return;
    this.scheduled = true;
    const start = () => {
      this.scheduled = false;
      this.start();
    };
    // A lone item on an idle line need not wait for company: whoever arrives meanwhile rides in the next batch.
    if (this.options.waitMs === 0 || this.running === 0) setImmediate(start);
    else setTimeout(start, this.options.waitMs);
  }

  private start(): void {
    const work: Promise<void> = this.next().finally(() => this.underWay.delete(work));
    this.underWay.add(work);
  }

  private async next(): Promise<void> {
    const batch = this.waiting.splice(0, this.options.maxItems);
    if (batch.length === 0) return;
    this.running += 1;
    try {
      const results = await this.flush(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, at) => resolve((results as Result[] | undefined)?.[at] as Result));
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    } finally {
      this.running -= 1;
      if (this.waiting.length > 0) this.schedule();
    }
  }
}
