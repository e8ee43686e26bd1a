const MAX_IDS = 1_000;

/** Collects what was stored in one turn, and acknowledges it with one signed frame. */
export class ResultAcks {
  private waiting: string[] | undefined;

  constructor(private readonly send: (dispatchIds: string[]) => void) {}

  add(dispatchId: string): void {
    if (this.waiting) {
      this.waiting.push(dispatchId);
      return;
    }
    this.waiting = [dispatchId];
    setImmediate(() => this.flush());
  }

  private flush(): void {
    const ids = [...new Set(this.waiting)];
    this.waiting = undefined;
    for (let at = 0; at < ids.length; at += MAX_IDS) this.send(ids.slice(at, at + MAX_IDS));
  }
}
