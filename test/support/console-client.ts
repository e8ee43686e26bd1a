import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { ConsoleServerFrame } from '@legator/contracts';
import type { ConsoleClientFrame, FeedEvent, LiveRow } from '@legator/contracts';

type Kind = ConsoleServerFrame['type'];
type Frame<K extends Kind> = Extract<ConsoleServerFrame, { type: K }>;

export interface Refused {
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly body: Record<string, unknown>;
}

/** The console's end of its socket. Every frame that arrives must be one of the contract. */
export class ConsoleClient {
  readonly frames: ConsoleServerFrame[] = [];
  closed: { code: number; reason: string } | undefined;

  private constructor(readonly ws: WebSocket) {
    ws.on('message', (data: Buffer) =>
      this.frames.push(ConsoleServerFrame.parse(JSON.parse(data.toString()))),
    );
    ws.on('close', (code, reason) => (this.closed = { code, reason: reason.toString() }));
    ws.on('error', () => undefined);
  }

  /** `hello: null` opens the line and says nothing. */
  static async open(base: string, { hello = {}, ...options }: ClientOptions = {}): Promise<ConsoleClient> {
    const client = new ConsoleClient(connect(base, '/ws/console', options));
    await once(client.ws, 'open');
    if (hello) client.say({ type: 'hello', ...hello });
    return client;
  }

  /** What somebody hears who gets no socket. */
  static async refused(
    base: string,
    { path = '/ws/console', ...options }: ClientOptions & { path?: string } = {},
  ): Promise<Refused> {
    const ws = connect(base, path, options);
    ws.on('error', () => undefined);
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      ws.on('unexpected-response', (_request, response) => resolve(response));
      ws.on('open', () => reject(new Error('It was let in.')));
    });
    let body = '';
    for await (const chunk of answer) body += String(chunk);
    return { status: answer.statusCode, type: answer.headers['content-type'], body: JSON.parse(body) };
  }

  say(frame: ConsoleClientFrame): void {
    this.ws.send(JSON.stringify(frame));
  }

  of<K extends Kind>(type: K): Frame<K>[] {
    return this.frames.filter((frame): frame is Frame<K> => frame.type === type);
  }

  get events(): FeedEvent[] {
    return this.of('events').flatMap(({ events }) => events);
  }

  get rows(): LiveRow[] {
    return this.of('rows').flatMap(({ rows }) => rows);
  }

  /** Up to where it has heard everything. */
  get cursor(): number {
    return Math.max(-1, ...this.of('events').map(({ cursor }) => cursor));
  }

  close(): void {
    this.ws.terminate();
  }
}

export interface ClientOptions {
  readonly key?: string | undefined;
  readonly headers?: Record<string, string>;
  readonly protocols?: string[] | undefined;
  readonly hello?: Omit<Extract<ConsoleClientFrame, { type: 'hello' }>, 'type'> | null;
}

function connect(base: string, path: string, { key, headers, protocols = [] }: ClientOptions) {
  const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const url = base.replace(/^http/, 'ws') + path;
  return new WebSocket(url, protocols, { headers: { ...authorization, ...headers } });
}
