import type { ConsoleServerFrame, FeedEvent, LiveRow } from '@legator/contracts';
import type { LiveSocket } from './live-socket';

/** Sockets that a test opens, breaks and speaks through. */
export class FakeSockets {
  readonly opened: FakeSocket[] = [];
  readonly open = (): FakeSocket => {
    const socket = new FakeSocket();
    this.opened.push(socket);
    return socket;
  };

  get last(): FakeSocket {
    const last = this.opened.at(-1);
    if (!last) throw new Error('Nothing has been opened.');
    return last;
  }
}

export class FakeSocket implements LiveSocket {
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  isClosed = false;
  /** What the console said. */
  readonly said: Record<string, unknown>[] = [];

  send(text: string): void {
    this.said.push(JSON.parse(text) as Record<string, unknown>);
  }

  close(): void {
    this.isClosed = true;
  }

  /** Opens, and is greeted by a control plane whose newest event has this number. */
  comesUp(newest = 0): void {
    this.onopen?.(new Event('open'));
    this.tells({ type: 'ready', newest, server: { version: '1', started_at: '' } });
  }

  breaks(): void {
    this.onclose?.(new CloseEvent('close'));
  }

  tells(frame: ConsoleServerFrame): void {
    this.onmessage?.(new MessageEvent('message', { data: JSON.stringify(frame) }));
  }

  /** One event. */
  says(type: string, seq: number): void {
    this.tells({ type: 'events', events: [anEvent(type, seq)], cursor: seq });
  }
}

export function anEvent(type: string, seq: number): FeedEvent {
  return { type, seq, summary: '', detail: {}, timestamp: '2026-11-20T08:00:00Z', late: false };
}

/** A row at ease, but for what the test is about. */
export function aRow(over: Partial<LiveRow> = {}): LiveRow {
  return {
    id: 'a',
    status: 'online',
    connected: true,
    health: { score: 100, status: 'healthy' },
    cpu_percent: 10,
    memory_percent: 50,
    disk_percent: 20,
    load1: 0.4,
    last_seen: '2026-11-20T08:00:00.000Z',
    vitals_at: '2026-11-20T08:00:00.000Z',
    waiting_approvals: 0,
    ...over,
  };
}
