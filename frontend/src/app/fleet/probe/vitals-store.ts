import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { LiveRow } from '@legator/contracts';
import type { VitalsHistory, VitalsPoint } from '../../core/api/models';
import { LiveFeed } from '../../core/live/live-feed';
import { Loaded } from '../../core/loaded';
import { Now } from '../../core/now';
import { resolve } from '../../ui/time-range';
import { ProbeApi } from './probe-api';

export type Measure = 'cpu_percent' | 'memory_percent' | 'disk_percent' | 'load1';

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A range that ends now is read again this often, so that means of the control plane take the place of single beats. */
const REREAD_MS = 60_000;
/** With steps longer than this a single beat says nothing. */
const LONGEST_LIVE_STEP_S = 120;
/** A pause of so many steps is a gap. */
const GAP_STEPS = 3;

/** The vitals of one probe over the range that the page shows; what comes while it is open is put at the end. */
@Injectable()
export class VitalsStore {
  private readonly api = inject(ProbeApi);
  private readonly now = inject(Now);
  private readonly id = signal('');
  private readonly range = signal('1h');
  private readonly fresh = signal<readonly VitalsPoint[]>([]);
  private readonly read = new Loaded(() => this.readHistory());
  private readAt = 0;

  readonly error = this.read.error;
  readonly isFirst = this.read.isFirst;
  readonly hasValues = computed(() => this.points().length > 0);
  readonly points = computed<readonly VitalsPoint[]>(() => withFresh(this.read.value(), this.fresh()));
  /** What the time axis spans: all of the range, and up to the newest value. */
  readonly shown = computed<Span | undefined>(() => {
    const history = this.read.value();
    if (!history) return undefined;
    const [from, to] = [Date.parse(history.from), Date.parse(history.to)];
    const beyond = Math.max(0, (this.times().at(-1) ?? to) - to);
    return { from: from + beyond, to: to + beyond };
  });
  readonly times = computed(() => this.points().map(({ at }) => Date.parse(at)));

  constructor() {
    const feed = inject(LiveFeed);
    const ids = computed(() => (this.id() && this.isLive() ? [this.id()] : []));
    const ends = [
      feed.watchRows(ids, (rows) => this.heard(rows)),
      feed.watch(['probe.reconnected'], () => this.load()),
    ];
    inject(DestroyRef).onDestroy(() => ends.forEach((end) => end()));
  }

  values(measure: Measure): readonly (number | null)[] {
    return this.points().map((point) => point[measure]);
  }

  async show(id: string, range: string): Promise<void> {
    if (id !== this.id()) this.read.clear();
    this.fresh.set([]);
    this.id.set(id);
    this.range.set(range);
    await this.load();
  }

  load(): Promise<void> {
    return this.read.load();
  }

  /** The stretch that is shown now, for zooming. */
  span(): Span {
    const { from, to } = resolve(this.range(), new Date(this.now.ms()));
    return { from: from.getTime(), to: to.getTime() };
  }

  private async readHistory(): Promise<VitalsHistory> {
    const { from, to } = this.span();
    this.readAt = this.now.ms();
    return this.api.history(this.id(), new Date(from), new Date(to));
  }

  /** Only a range that ends now goes on. */
  private isLive(): boolean {
    return /^\d+[a-z]$|^today$/.test(this.range());
  }

  private heard(rows: readonly LiveRow[]): void {
    const row = rows.find(({ id }) => id === this.id());
    const history = this.read.value();
    if (!row?.vitals_at || !history) return;
    if (this.now.ms() - this.readAt > REREAD_MS) return void this.load();
    if (history.step_seconds > LONGEST_LIVE_STEP_S) return;
    const last = this.points().at(-1)?.at ?? '';
    if (Date.parse(row.vitals_at) <= (Date.parse(last) || 0)) return;
    this.fresh.update((points) => [...points, pointOf(row, row.vitals_at ?? '')]);
  }
}

/** What was heard after the last mean; what a newer reading covers is left out. */
function withFresh(
  history: VitalsHistory | undefined,
  fresh: readonly VitalsPoint[],
): readonly VitalsPoint[] {
  if (!history) return [];
  const points = withGaps(history);
  const last = Date.parse(points.at(-1)?.at ?? '') || Date.parse(history.from) || 0;
  return [...points, ...fresh.filter(({ at }) => Date.parse(at) > last)];
}

/** Where nothing was heard there are no points at all: an empty one between them keeps the gap open. */
function withGaps({ points, step_seconds }: VitalsHistory): VitalsPoint[] {
  const longest = step_seconds * 1_000 * GAP_STEPS;
  return points.flatMap((point, at) => {
    const before = points[at - 1];
    if (!before || Date.parse(point.at) - Date.parse(before.at) <= longest) return [point];
    const middle = (Date.parse(point.at) + Date.parse(before.at)) / 2;
    return [emptyPoint(new Date(middle).toISOString()), point];
  });
}

function pointOf(row: LiveRow, at: string): VitalsPoint {
  const { cpu_percent, memory_percent, disk_percent, load1 } = row;
  return { ...emptyPoint(at), cpu_percent, memory_percent, disk_percent, load1 };
}

function emptyPoint(at: string): VitalsPoint {
  return {
    at,
    load1: null,
    cpu_percent: null,
    memory_percent: null,
    swap_percent: null,
    disk_percent: null,
    net_rx_bytes_per_second: null,
    net_tx_bytes_per_second: null,
    processes: null,
  };
}
