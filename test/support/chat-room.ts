import { Client } from 'pg';
import { Answerer, Answerers } from '@legator/chat';
import type { TurnAtWork, TurnEnd } from '@legator/chat';
import type { ChatEvent, ChatMessage, Conversation, Permission } from '@legator/contracts';
import type { Background } from '@legator/core';
import type { RunningServer } from '../../apps/control-plane/src/server.js';
import { TurnEngine } from '../../libs/chat/src/turns/turn-engine.js';
import { EventReader } from '../medium/core/event-reader.js';
import { startWholeServer } from './whole-server.js';
import type { WholeServer } from './whole-server.js';

interface CallOptions {
  readonly key?: string;
  readonly headers?: Record<string, string>;
  /** Another replica than the first. */
  readonly url?: string;
}

type Play = (turn: TurnAtWork, resumed: boolean) => Promise<TurnEnd | void> | TurnEnd | void;

/** Answers as a test tells it to, by the first word of the question; whatever it does not know it repeats. */
export class ScriptedAnswerer extends Answerer {
  readonly plays = new Map<string, Play>();
  readonly asked: { turnId: string; question: string; resumed: boolean }[] = [];

  on(word: string, play: Play): this {
    this.plays.set(word, play);
    return this;
  }

  override async answer(turn: TurnAtWork, resumed: boolean): Promise<TurnEnd> {
    this.asked.push({ turnId: turn.id, question: turn.question, resumed });
    const play = this.plays.get(turn.question.split(' ', 1)[0]!);
    if (!play) turn.say(`You said: ${turn.question}`);
    return (await play?.(turn, resumed)) ?? { kind: 'done' };
  }
}

/** All rooms with sign-in on, and somebody at the other end who says what a test wrote down. */
export class ChatRoom {
  readonly answerer = new ScriptedAnswerer();

  /** Answers at the second replica. */
  readonly second = new ScriptedAnswerer();
  private other: RunningServer | undefined;

  private constructor(
    readonly server: WholeServer,
    readonly owner: Client,
    /** Of somebody who may only see the fleet. */
    readonly key: string,
  ) {}

  /** `real`: whoever the server itself has answers. */
  static async start(env: Record<string, string> = {}, { real = false } = {}): Promise<ChatRoom> {
    const server = await startWholeServer({ LEGATOR_AUTH: 'true', ...env });
    const owner = new Client({ connectionString: server.databaseUrl });
    await owner.connect();
    await owner.query(`insert into auth_tenant (id, name) values ('other', 'Other')`);
    const room = new ChatRoom(server, owner, await server.key(['fleet:read']));
    if (!real) seat(server, room.answerer);
    return room;
  }

  /** Starts another replica, whose answers come from `second`. Both need `LEGATOR_BUS=postgres`. */
  async startSecond(): Promise<RunningServer> {
    this.other = await this.server.replica();
    seat(this.other, this.second);
    return this.other;
  }

  async stopSecond(): Promise<void> {
    await this.other?.stop();
    this.other = undefined;
  }

  async stop(): Promise<void> {
    await this.stopSecond();
    await this.owner.end();
    await this.server.remove();
  }

  as(permissions: Permission[], tenantId?: string): Promise<string> {
    return this.server.key(permissions, tenantId);
  }

  async call<T = Record<string, never>>(
    method: string,
    path: string,
    body?: unknown,
    { key = this.key, headers = {}, url = this.server.url }: CallOptions = {},
  ): Promise<{ status: number; body: T; text: string; headers: Headers }> {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const json = answer.headers.get('content-type')?.startsWith('application/json');
    const read = (json && text !== '' ? JSON.parse(text) : undefined) as T;
    return { status: answer.status, body: read, text, headers: answer.headers };
  }

  async begin(body: Record<string, unknown> = {}): Promise<string> {
    const { body: made } = await this.call<Conversation>('POST', '/conversations', body);
    return made.id;
  }

  /** Says something. @returns what was said, as stored */
  async say(
    conversation: string,
    content: string,
    over: Record<string, unknown> = {},
    url = this.server.url,
  ): Promise<ChatMessage> {
    const path = `/conversations/${conversation}/messages`;
    return (await this.call<ChatMessage>('POST', path, { content, ...over }, { url })).body;
  }

  /** Says something. @returns the answer */
  async ask(conversation: string, content: string, over: Record<string, unknown> = {}): Promise<ChatMessage> {
    const path = `/conversations/${conversation}/messages?wait=true`;
    return (await this.call<ChatMessage>('POST', path, { content, ...over })).body;
  }

  /** Follows a conversation; events as they come are in `events`. */
  async follow(conversation: string, after?: number, key = this.key): Promise<Follower> {
    const query = after === undefined ? '' : `?after=${after}`;
    const url = `${this.server.url}/api/v1/conversations/${conversation}/events${query}`;
    return new Follower(await EventReader.open(url, { authorization: `Bearer ${key}` }));
  }

  async stored(conversation: string): Promise<{ seq: number; type: string }[]> {
    const { rows } = await this.owner.query<{ seq: number; type: string }>(
      'select seq::int, type from chat_event where conversation_id = $1 order by seq',
      [conversation],
    );
    return rows;
  }

  async turns(conversation: string): Promise<{ id: string; status: string }[]> {
    const { rows } = await this.owner.query<{ id: string; status: string }>(
      'select id, status from chat_turn where conversation_id = $1 order by place',
      [conversation],
    );
    return rows;
  }
}

/** Rules and model alike, so that nothing else is asked; `ready` of the model says no. */
function seat({ app }: RunningServer, answerer: Answerer): void {
  const answerers = app.get(Answerers, { strict: false });
  answerers.use('rules', answerer);
  answerers.use('model', answerer, () => Promise.resolve(false));
}

/** The other end of a stream of a conversation. */
export class Follower {
  constructor(readonly reader: EventReader) {}

  get events(): ChatEvent[] {
    return this.reader.events.map(({ data }) => data as unknown as ChatEvent);
  }

  get types(): string[] {
    return this.events.map(({ type }) => type);
  }

  get text(): string {
    return this.events.map((event) => (event.type === 'chunk' ? event.chunk : '')).join('');
  }

  get ended(): boolean {
    return this.reader.ended;
  }

  close(): void {
    this.reader.close();
  }
}

/** Something that a test opens by hand. */
export function gate(): { readonly promise: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { promise, open: resolve };
}

type Work = Pick<Background, 'start' | 'stop'> & { readonly timer: NodeJS.Timeout };

/** What of a replica takes up turns, and what keeps its hold on them: stopped, it is as if its process were held up. */
export function engineOf({ app }: RunningServer): { readonly taking: Work; readonly holding: Work } {
  return app.get(TurnEngine, { strict: false }) as unknown as { taking: Work; holding: Work };
}
