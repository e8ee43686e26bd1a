import type { LiveRow } from '@legator/contracts';

export const MOST_ROWS = 200;
/** While somebody scrolls, what is on the screen changes faster than anybody could tell. */
const SETTLE_MS = 150;

/** Somebody who shows rows. */
export interface RowCaller {
  ids: ReadonlySet<string>;
  readonly show: (rows: readonly LiveRow[]) => void;
  readonly waiting: Map<string, LiveRow>;
}

/** Which rows are on the screen, for several callers together, and who of them is to be told what. */
export class WatchedRows {
  private readonly callers = new Set<RowCaller>();
  private readonly known = new Map<string, LiveRow>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private told = '[]';

  constructor(
    /** Tells the control plane; false when there is no line. */
    private readonly tell: (ids: string[]) => boolean,
    /** Somebody has rows waiting. */
    private readonly ask: () => void,
  ) {}

  add(show: RowCaller['show']): RowCaller {
    const caller = { ids: new Set<string>(), show, waiting: new Map<string, LiveRow>() };
    this.callers.add(caller);
    return caller;
  }

  remove(caller: RowCaller): void {
    this.callers.delete(caller);
    caller.waiting.clear();
    this.settle();
  }

  /** What this caller shows from now on. Rows that another one showed already come at once. */
  follow(caller: RowCaller, ids: readonly string[]): void {
    const before = caller.ids;
    caller.ids = new Set(ids);
    for (const id of caller.waiting.keys()) if (!caller.ids.has(id)) caller.waiting.delete(id);
    for (const id of caller.ids) {
      const row = before.has(id) ? undefined : this.known.get(id);
      if (row) this.hold(caller, row);
    }
    this.settle();
  }

  /** On a new line nothing is watched yet, and everything is told anew. */
  begin(): void {
    this.told = '[]';
    this.known.clear();
    this.send();
  }

  take(rows: readonly LiveRow[]): void {
    for (const row of rows) {
      this.known.set(row.id, row);
      for (const caller of this.callers) if (caller.ids.has(row.id)) this.hold(caller, row);
    }
  }

  /** Hands over what waits. */
  flush(): void {
    for (const caller of this.callers) {
      if (caller.waiting.size === 0) continue;
      const rows = [...caller.waiting.values()];
      caller.waiting.clear();
      caller.show(rows);
    }
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private hold(caller: RowCaller, row: LiveRow): void {
    caller.waiting.set(row.id, row);
    this.ask();
  }

  private settle(): void {
    this.timer ??= setTimeout(() => this.send(), SETTLE_MS);
  }

  private send(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const ids = this.union();
    const text = JSON.stringify(ids);
    if (text === this.told || !this.tell(ids)) return;
    this.told = text;
    const watched = new Set(ids);
    for (const id of this.known.keys()) if (!watched.has(id)) this.known.delete(id);
  }

  /** Whoever came last is in front: a panel over a list. Sorted, so that the same rows are the same text. */
  private union(): string[] {
    const ids = new Set([...this.callers].reverse().flatMap((caller) => [...caller.ids]));
    return [...ids].slice(0, MOST_ROWS).sort();
  }
}
