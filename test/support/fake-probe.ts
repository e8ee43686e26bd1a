import { WebSocket } from 'ws';
import { CHALLENGE_HEADER, PROTOCOL_HEADER, RegisteredProbe } from '@legator/contracts';
import type { CommandRun, ControlBody, Hello, Kind, Level } from '@legator/contracts';
import { generateKeyPair, IncomingSession, KeyRing, newSessionNonce, OutgoingSession } from '@legator/wire';
import type { KeyPair, Message } from '@legator/wire';
import { aHello } from '@legator/wire/testing';

/** What a probe holds after it enrolled. */
export interface Credentials {
  readonly id: string;
  readonly apiKey: string;
  readonly keys: KeyPair;
  readonly serverKeys: readonly string[];
}

type Body<K extends Kind> = Extract<ControlBody, { kind: K }>;
type ResultParts = Partial<
  Omit<Extract<Message<'probe'>, { kind: 'command.result' }>, 'kind' | 'dispatchId'>
>;

/** Makes a token and takes a host of this name into the fleet; protocol 2. */
export async function enrolProbe(
  base: string,
  hostname: string,
  { ceiling = 'remediate', tags, key }: { ceiling?: Level; tags?: string[]; key?: string } = {},
): Promise<Credentials> {
  const keys = generateKeyPair();
  const host = { hostname, os: 'linux', arch: 'amd64', version: '0.1.0', protocols: [1, 2], ceiling, tags };
  const { probe_id, api_key, server_keys } = await register(
    base,
    { ...host, public_key: keys.publicKey },
    key,
  );
  const serverKeys = (server_keys ?? []).map(({ public_key }) => public_key);
  return { id: probe_id, apiKey: api_key, keys, serverKeys };
}

/** Takes a host in with whatever it says of itself. */
export async function register(
  base: string,
  host: Record<string, unknown>,
  key?: string,
): Promise<RegisteredProbe> {
  const { token } = (await post(`${base}/api/v1/tokens?multi_use=true`, {}, key)) as { token: string };
  return RegisteredProbe.parse(await post(`${base}/api/v1/register`, { ...host, token }));
}

async function post(url: string, body: unknown, key?: string): Promise<unknown> {
  const headers = {
    'content-type': 'application/json',
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
  };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** A probe of protocol 2 over a real socket, whose every move is scripted. It checks what it is sent like a real one. */
export class FakeProbe {
  /** Every body that arrived, over all connections. */
  readonly received: ControlBody[] = [];
  /** How often each dispatch was asked for. */
  readonly runs = new Map<string, number>();
  closed: { code: number; reason: string } | undefined;
  private ws: WebSocket | undefined;
  private challenge = '';
  private outgoing!: OutgoingSession<'probe'>;
  private handler: (run: CommandRun) => void = () => undefined;
  private wake: () => void = () => undefined;

  constructor(
    private readonly base: string,
    readonly credentials: Credentials,
  ) {}

  get id(): string {
    return this.credentials.id;
  }

  /** Connects, says hello and waits for its welcome. */
  async connect(hello: Partial<Omit<Hello, 'kind' | 'probe' | 'session' | 'n'>> = {}): Promise<void> {
    await this.open();
    this.send(aHello({ challenge: this.challenge, ...hello }));
    const before = this.count('welcome');
    await this.until(() => this.count('welcome') > before || this.closed);
    if (this.closed) throw new Error(`Closed with ${this.closed.code}: ${this.closed.reason}`);
  }

  /** Connects and says nothing yet. */
  async open(): Promise<void> {
    const session = newSessionNonce();
    const { id, apiKey, keys, serverKeys } = this.credentials;
    const { verify } = new KeyRing(serverKeys);
    const incoming = new IncomingSession({ from: 'control', probe: id, verify, session });
    this.outgoing = new OutgoingSession({ side: 'probe', probe: id, session, signer: keys });
    this.closed = undefined;
    const ws = new WebSocket(socketUrl(this.base, id), {
      perMessageDeflate: false,
      headers: { authorization: `Bearer ${apiKey}`, [PROTOCOL_HEADER]: '2' },
    });
    this.ws = ws;
    ws.on('upgrade', ({ headers }) => (this.challenge = String(headers[CHALLENGE_HEADER])));
    ws.on('message', (data) => {
      const { body } = incoming.open(String(data));
      if (body) this.take(body);
    });
    ws.on('close', (code, reason) => {
      if (this.ws === ws) this.closed = { code, reason: String(reason) };
      this.wake();
    });
    await new Promise<void>((resolve, reject) => {
      ws.once('open', resolve);
      ws.once('error', reject);
      ws.once('unexpected-response', (_request, response) =>
        reject(new Error(`status ${response.statusCode}`)),
      );
    });
    ws.on('error', () => undefined);
  }

  get isOpen(): boolean {
    return this.ws?.readyState === WebSocket.OPEN;
  }

  /** What to do with each command; nothing, until this is called. */
  onRun(handler: (run: CommandRun) => void): this {
    this.handler = handler;
    return this;
  }

  /** Takes every command and says at once that it ended well. */
  answering(parts: ResultParts | ((run: CommandRun) => ResultParts) = {}): this {
    return this.onRun((run) => {
      this.accept(run.dispatchId);
      this.end(run.dispatchId, typeof parts === 'function' ? parts(run) : parts);
    });
  }

  send(message: Message<'probe'>): void {
    this.sendText(this.outgoing.encode(message));
  }

  /** Any text, as a hostile or broken probe would write it. */
  sendText(text: string): void {
    this.ws!.send(text);
  }

  accept(dispatchId: string): void {
    this.send({ kind: 'command.accepted', dispatchId, at: new Date().toISOString() });
  }

  print(dispatchId: string, seq: number, data: string, stream: 'stdout' | 'stderr' = 'stdout'): void {
    this.send({ kind: 'command.chunk', dispatchId, seq, stream, data });
  }

  end(dispatchId: string, parts: ResultParts = {}): void {
    this.send({
      kind: 'command.result',
      dispatchId,
      outcome: 'exited',
      exitCode: 0,
      stdout: 'ok\n',
      stderr: '',
      truncated: false,
      durationMs: 3,
      endedAt: new Date().toISOString(),
      contained: true,
      ...parts,
    });
  }

  /** Bodies of one kind, oldest first. */
  bodies<K extends Kind>(kind: K): Body<K>[] {
    return this.received.filter((body): body is Body<K> => body.kind === kind);
  }

  /** Ids that the control plane says it has stored. */
  get acknowledged(): string[] {
    return this.bodies('result.ack').flatMap(({ dispatchIds }) => dispatchIds);
  }

  /** The next command it is sent, or the first that came and was not asked for yet. */
  async nextRun(at = 0): Promise<CommandRun> {
    await this.until(() => this.bodies('command.run').length > at);
    return this.bodies('command.run')[at]!;
  }

  /** Waits until it is so, looking again at every frame. */
  async until(so: () => unknown): Promise<void> {
    while (!so()) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 20);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  /** Ends the line without a word, as a host that loses its power. */
  cut(): void {
    this.ws?.terminate();
  }

  async close(): Promise<void> {
    this.ws?.close();
    await this.until(() => this.closed);
  }

  private take(body: ControlBody): void {
    this.received.push(body);
    if (body.kind === 'command.run') {
      this.runs.set(body.dispatchId, (this.runs.get(body.dispatchId) ?? 0) + 1);
      this.handler(body);
    }
    this.wake();
  }

  private count(kind: Kind): number {
    return this.bodies(kind).length;
  }
}

/** Where probes connect. */
export function socketUrl(base: string, id: string): string {
  return `${base.replace(/^http/, 'ws')}/ws/probe?id=${encodeURIComponent(id)}`;
}
