import { inject } from '@angular/core';
import type { ConsoleClientFrame, ConsoleServerFrame, LiveCounts, LiveRow } from '@legator/contracts';
import type { ProbeView } from '../app/core/api/models';
import type { LiveSocket } from '../app/core/live/live-socket';
import { DemoCommands } from './demo-commands';
import { DEMO_MODE } from './demo-mode';
import { DemoWorld, type DemoEvent } from './demo-world';

const EVERY_MS = 1_000;
const PATH = '/ws/console';

/** Opens sockets to the demo; in a mode in which everything fails they break at once. */
export function demoSockets(): () => LiveSocket {
  const world = inject(DemoWorld);
  const commands = inject(DemoCommands);
  const { failing, still } = inject(DEMO_MODE);
  return () =>
    new DemoSocket(
      world,
      commands,
      still,
      failing.some((part) => PATH.includes(part)),
    );
}

/** Says what the control plane would: events as they happen, and once a second what moved. */
class DemoSocket implements LiveSocket {
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  private readonly end: () => void;
  private readonly timer: ReturnType<typeof setInterval> | undefined;
  private readonly shown = new Map<string, string>();
  private watched: readonly string[] = [];
  private seq = 0;

  constructor(
    private readonly world: DemoWorld,
    private readonly commands: DemoCommands,
    still: boolean,
    breaks: boolean,
  ) {
    this.end = world.listen((event) => this.tell(event));
    this.timer = still ? undefined : setInterval(() => this.show(), EVERY_MS);
    setTimeout(() => (breaks ? this.onclose?.(new CloseEvent('close')) : this.onopen?.(new Event('open'))));
  }

  send(text: string): void {
    const frame = JSON.parse(text) as ConsoleClientFrame;
    if (frame.type === 'hello') this.greet(frame.last_event_id);
    else if (frame.type === 'ping') this.say({ type: 'pong', cursor: this.seq });
    else this.watched = frame.probes;
    this.show();
  }

  close(): void {
    this.onopen = this.onmessage = this.onclose = null;
    clearInterval(this.timer);
    this.end();
  }

  /** It keeps no events, so whoever comes back reads everything anew. */
  private greet(from: number | undefined): void {
    this.say({ type: 'ready', newest: this.seq, server: { version: 'demo', started_at: '' } });
    if (from !== undefined) this.say({ type: 'gap', from, to: this.seq });
    this.count();
  }

  private tell({ type, probeId, summary }: DemoEvent): void {
    const event = { type, seq: ++this.seq, summary, detail: {}, timestamp: '', late: false };
    event.timestamp = new Date(this.world.now()).toISOString();
    this.say({ type: 'events', events: [{ ...event, probe_id: probeId }], cursor: this.seq });
    this.count();
  }

  /** Numbers change with what happens only. */
  private count(): void {
    this.say({ type: 'counts', counts: countsOf(this.world.probes()) });
  }

  private show(): void {
    const rows = this.watched.flatMap((id) => {
      const probe = this.world.probe(id);
      const row = probe && rowOf(probe, this.commands.waiting(id));
      return row && this.isFresh(row) ? [row] : [];
    });
    if (rows.length > 0) this.say({ type: 'rows', rows });
  }

  private isFresh(row: LiveRow): boolean {
    const text = JSON.stringify(row);
    const isFresh = this.shown.get(row.id) !== text;
    this.shown.set(row.id, text);
    return isFresh;
  }

  private say(frame: ConsoleServerFrame): void {
    this.onmessage?.(new MessageEvent('message', { data: JSON.stringify(frame) }));
  }
}

function countsOf(probes: readonly ProbeView[]): LiveCounts {
  const counts = { all: probes.length, online: 0, degraded: 0, offline: 0, pending: 0 };
  for (const { status } of probes) counts[status]++;
  return counts;
}

function rowOf(probe: ProbeView, waiting: number): LiveRow {
  const { id, status, connected, health, vitals, last_seen, vitals_at } = probe;
  const { memoryUsed, memoryTotal } = vitals ?? {};
  return {
    id,
    status,
    connected,
    health: health ? { score: health.score, status: health.status } : null,
    cpu_percent: vitals?.cpuPercent ?? null,
    memory_percent: memoryUsed && memoryTotal ? Math.round((1_000 * memoryUsed) / memoryTotal) / 10 : null,
    disk_percent: vitals?.fullestMount?.percent ?? null,
    load1: vitals?.load?.[0] ?? null,
    last_seen: last_seen ?? null,
    vitals_at: vitals_at ?? null,
    waiting_approvals: waiting,
  };
}
