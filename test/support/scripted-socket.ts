import { STATUS_CODES } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { CONSOLE_SOCKET_PATH } from '@legator/contracts';
import type { ConsoleServerFrame, LiveCounts } from '@legator/contracts';

/** The console's socket as a test plays it: it tells what it is told to tell, and remembers no event. */
export class ScriptedSocket {
  /** Every frame a console said, greetings and pings left out. */
  readonly heard: Record<string, unknown>[] = [];
  /** How many asked for a socket and got none. */
  refusals = 0;
  private readonly server = new WebSocketServer({ noServer: true });
  private seq = 0;

  /** `refused`: the status that answers instead of a socket, as long as there is one; `counts`: told to each console. */
  constructor(
    http: Server,
    private readonly refused: () => number | undefined,
    private readonly counts: () => LiveCounts,
  ) {
    http.on('upgrade', (request, socket, head) => this.upgrade(request, socket, head));
  }

  get size(): number {
    return this.server.clients.size;
  }

  /** An event, to every page that listens. */
  event(type: string, over: { probe_id?: string; detail?: Record<string, unknown> } = {}): void {
    const seq = ++this.seq;
    const event = { type, seq, summary: '', detail: {}, timestamp: new Date().toISOString(), late: false };
    this.say({ type: 'events', events: [{ ...event, ...over }], cursor: seq });
  }

  /** Anything else. */
  say(frame: ConsoleServerFrame): void {
    for (const client of this.server.clients) client.send(JSON.stringify(frame));
  }

  hangUp(): void {
    for (const client of this.server.clients) client.terminate();
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const status = request.url === CONSOLE_SOCKET_PATH ? this.refused() : 404;
    if (status) {
      this.refusals += 1;
      return void socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`);
    }
    this.server.handleUpgrade(request, socket, head, (client) => {
      client.on('message', (data: Buffer) => this.hear(client, JSON.parse(data.toString())));
      client.on('error', () => undefined);
    });
  }

  private hear(client: WebSocket, frame: Record<string, unknown>): void {
    const answer = (said: ConsoleServerFrame) => client.send(JSON.stringify(said));
    if (frame['type'] === 'ping') return answer({ type: 'pong', cursor: this.seq });
    if (frame['type'] !== 'hello') return void this.heard.push(frame);
    answer({ type: 'ready', newest: this.seq, server: { version: 'scripted', started_at: '' } });
    const from = frame['last_event_id'];
    if (typeof from === 'number') answer({ type: 'gap', from, to: this.seq });
    answer({ type: 'events', events: [], cursor: this.seq });
    answer({ type: 'counts', counts: this.counts() });
  }
}
