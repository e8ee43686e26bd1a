import { computed, signal } from '@angular/core';
import type { LiveRow } from '@legator/contracts';
import type { FleetRow, FleetSparkline } from '../../core/api/models';
import { sparkShape } from '../../ui/sparkline-path';
import { rowWords } from './row-words';

export const LINE_WIDTH = 56;
export const LINE_HEIGHT = 22;
/** A line that moves within less than this share looks calm, because it is. */
const CALM = 20;

/** One probe of the list. Each holds its own signals, so that what moves in it redraws its row and nothing else. */
export class RowState {
  private readonly row = signal<FleetRow>(undefined as never);
  private readonly series = signal<FleetSparkline | undefined>(undefined);
  private readonly gone = signal(false);
  private readonly moved = signal(0);
  readonly id: string;
  /** When its line was read; milliseconds. */
  lineAt = Number.NEGATIVE_INFINITY;

  readonly view = this.row.asReadonly();
  /** Removed since it was listed; it keeps its place until the list is arranged anew. */
  readonly isGone = this.gone.asReadonly();
  /** How often its score or status changed while it was listed. */
  readonly changes = this.moved.asReadonly();
  readonly words = computed(() => rowWords(this.row()));
  /** The last hour, as paths in a box of 56 by 22; nothing where nothing is known. */
  readonly shape = computed(() => {
    const points = this.series()?.points;
    if (!points?.some((point) => point !== null)) return undefined;
    return sparkShape(points, LINE_WIDTH, LINE_HEIGHT, scaleOf(points));
  });

  constructor(row: FleetRow) {
    this.id = row.id;
    this.row.set(row);
  }

  /** As it was read just now. */
  take(row: FleetRow): void {
    this.note(row);
    this.row.set(row);
    this.gone.set(false);
  }

  /** What moves, as the live feed told it. @returns whether its score or status changed */
  move(live: LiveRow): boolean {
    const row = this.row();
    const fresh: FleetRow = {
      ...lasting(row),
      status: live.status,
      connected: live.connected,
      waiting_approvals: live.waiting_approvals,
      ...(live.health && { health: live.health }),
      ...(live.cpu_percent !== null && { cpu_percent: live.cpu_percent }),
      ...(live.memory_percent !== null && { memory_percent: live.memory_percent }),
      ...(live.disk_percent !== null && { disk_percent: live.disk_percent }),
      ...(live.last_seen && { last_seen: live.last_seen }),
      ...(live.vitals_at && { vitals_at: live.vitals_at }),
    };
    const isMoved = this.note(fresh);
    this.row.set(fresh);
    return isMoved;
  }

  draw(series: FleetSparkline | undefined, now: number): void {
    this.lineAt = now;
    this.series.set(series);
  }

  remove(): void {
    this.gone.set(true);
  }

  private note(fresh: FleetRow): boolean {
    const row = this.row();
    const isMoved = row.status !== fresh.status || row.health?.score !== fresh.health?.score;
    if (isMoved) this.moved.update((times) => times + 1);
    return isMoved;
  }
}

/** A row without what moves: what is not measured any more must not be shown as it was. */
function lasting(row: FleetRow): FleetRow {
  const rest = { ...row };
  delete rest.health;
  delete rest.cpu_percent;
  delete rest.memory_percent;
  delete rest.disk_percent;
  return rest;
}

function scaleOf(points: readonly (number | null)[]): { low: number; high: number } {
  let [low, high] = [100, 0];
  for (const point of points) {
    if (point === null) continue;
    low = Math.min(low, point);
    high = Math.max(high, point);
  }
  const spare = Math.max(2, (CALM - (high - low)) / 2);
  return { low: low - spare, high: high + spare };
}
