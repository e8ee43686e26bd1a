import { Injectable, inject } from '@angular/core';
import type { ChatEvent, ChatMessage, Conversation, ConversationDetail } from '@legator/contracts';
import type { ChatStreamEnds } from '../app/chat/chat-stream';
import { type DemoAnswer, answerFor, seedConversations } from './chat-fixtures';
import { DemoApprovals } from './demo-approvals';
import { DemoCommands } from './demo-commands';
import { DEMO_MODE } from './demo-mode';
import { DemoRefusal } from './demo-route';
import { DemoWorld } from './demo-world';

interface Talk {
  conversation: Conversation;
  readonly messages: ChatMessage[];
  readonly events: ChatEvent[];
  readonly listeners: Set<(event: ChatEvent) => void>;
  stopped?: boolean;
}

/** What an event says besides its number, its conversation and its time. */
type Told = { readonly type: ChatEvent['type']; readonly [key: string]: unknown };

const PACE_MS = 260;

/** Conversations of the demo, in memory: what is asked is answered from what the demo's fleet is. */
@Injectable({ providedIn: 'root' })
export class DemoChat {
  private readonly world = inject(DemoWorld);
  private readonly commands = inject(DemoCommands);
  private readonly approvals = inject(DemoApprovals);
  private readonly mode = inject(DEMO_MODE);
  private readonly talks = new Map<string, Talk>();

  constructor() {
    if (this.world.probes().length === 0) return;
    const [waiting] = this.approvals.all().filter(({ decision }) => decision === 'pending');
    for (const { conversation, messages } of seedConversations(this.world, waiting))
      this.talks.set(conversation.id, {
        conversation,
        messages: [...messages],
        events: [],
        listeners: new Set(),
      });
  }

  all(): Conversation[] {
    return [...this.talks.values()]
      .map(({ conversation, messages }) => ({ ...conversation, messages: messages.length }))
      .sort((a, b) => b.last_message_at.localeCompare(a.last_message_at));
  }

  begin(scope: 'fleet' | 'probe', probeId: string | undefined): Conversation {
    const now = this.now();
    const conversation: Conversation = {
      ...{ id: crypto.randomUUID(), scope, probe_id: probeId ?? null, title: 'New conversation' },
      hostname: probeId ? (this.world.host(probeId)?.hostname ?? null) : null,
      ...{ created_by: ME, mine: true, created_at: now, last_message_at: now, state: 'idle' },
      ...{ messages: 0, probes: 0, waiting_approvals: 0 },
    };
    this.talks.set(conversation.id, { conversation, messages: [], events: [], listeners: new Set() });
    return conversation;
  }

  detail(id: string): ConversationDetail {
    const { conversation, messages, events } = this.talk(id);
    return { conversation, messages, before: null, last_seq: events.length };
  }

  rename(id: string, title: string): Conversation {
    const talk = this.talk(id);
    talk.conversation = { ...talk.conversation, title };
    return talk.conversation;
  }

  remove(id: string): void {
    this.talk(id);
    this.talks.delete(id);
  }

  stop(id: string): void {
    this.talk(id).stopped = true;
  }

  change(id: string, messageId: string, over: Partial<ChatMessage>): void {
    const { messages } = this.talk(id);
    const at = messages.findIndex((one) => one.id === messageId);
    const found = messages[at];
    if (found) messages[at] = { ...found, ...over };
  }

  say(id: string, content: string, target: string | undefined): ChatMessage {
    const talk = this.talk(id);
    const turn = crypto.randomUUID();
    const asked = this.message(talk, 'user', content, turn, { author: ME });
    if (talk.messages.length === 0) talk.conversation = { ...talk.conversation, title: content.slice(0, 60) };
    talk.messages.push(asked);
    talk.conversation = { ...talk.conversation, last_message_at: asked.timestamp };
    talk.stopped = false;
    this.tell(talk, turn, { type: 'message', message: asked });
    this.tell(talk, null, { type: 'title', title: talk.conversation.title });
    const answer = answerFor(
      this.world,
      this.commands,
      content,
      target ?? talk.conversation.probe_id ?? undefined,
    );
    void this.answer(talk, turn, answer);
    return asked;
  }

  listen(id: string, after: number, ends: ChatStreamEnds): () => void {
    const talk = this.talks.get(id);
    if (!talk) {
      setTimeout(() => ends.closed());
      return () => undefined;
    }
    const hear = (event: ChatEvent) => ends.event(event);
    setTimeout(() => {
      ends.opened();
      talk.events.filter(({ seq }) => seq > after).forEach(hear);
      talk.listeners.add(hear);
    });
    return () => talk.listeners.delete(hear);
  }

  private async answer(talk: Talk, turn: string, { say, parts, runs, step }: DemoAnswer): Promise<void> {
    const started = this.now();
    const via = talk.messages.at(-1)?.content.startsWith('!') ? ('command' as const) : ('rules' as const);
    const meta = { ...META, via, started_at: started };
    talk.conversation = { ...talk.conversation, state: 'working' };
    this.tell(talk, turn, { type: 'start', via, profile: null });
    await this.pause(2);
    this.tell(talk, turn, { type: 'tool_start', tool: 'fleet_query', step_id: 's', title: step });
    const done: ChatMessage['parts'] = [];
    for (const run of runs) {
      const begun = run();
      this.tell(talk, turn, { type: 'part', part: begun.first });
      let last = begun.first;
      for (let now = begun.next(); now && !talk.stopped; now = begun.next()) {
        if (now !== last) this.tell(talk, turn, { type: 'part', part: now });
        last = now;
        if (begun.isOver(now)) break;
        await this.pause(1);
      }
      done.push(last);
    }
    const words = talk.stopped ? '' : say;
    for (const chunk of words.match(/\S+\s*/g) ?? []) {
      if (talk.stopped) break;
      this.tell(talk, turn, { type: 'chunk', chunk });
      await this.pause(0.12);
    }
    const state = talk.stopped ? 'stopped' : 'done';
    const all = [
      ...done,
      ...(words ? [{ type: 'text' as const, text: words }] : []),
      ...(talk.stopped ? [] : parts),
    ];
    const message = this.message(talk, 'assistant', words, turn, {
      ...{ parts: all, state, meta: { ...meta, finished_at: this.now(), commands_used: runs.length } },
    });
    talk.messages.push(message);
    talk.conversation = { ...talk.conversation, state: 'idle' };
    this.tell(
      talk,
      turn,
      talk.stopped ? { type: 'stopped', message, by: ME.name } : { type: 'complete', message },
    );
  }

  private tell(talk: Talk, turn: string | null, said: Told): void {
    const event = {
      ...said,
      ...{
        seq: talk.events.length + 1,
        conversation_id: talk.conversation.id,
        turn_id: turn,
        at: this.now(),
      },
    } as unknown as ChatEvent;
    talk.events.push(event);
    for (const listener of talk.listeners) listener(event);
  }

  private message(
    { conversation }: Talk,
    role: ChatMessage['role'],
    content: string,
    turn: string,
    over: Partial<ChatMessage> = {},
  ): ChatMessage {
    return {
      ...{ id: crypto.randomUUID(), role, content, timestamp: this.now(), conversation_id: conversation.id },
      ...{ turn_id: turn, author: null, parts: [], meta: null, state: 'done', feedback: null, ...over },
    };
  }

  private talk(id: string): Talk {
    const found = this.talks.get(id);
    if (!found) throw new DemoRefusal(404, 'not_found', `There is no conversation ${id}.`);
    return found;
  }

  private pause(times: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.mode.still ? 0 : PACE_MS * times));
  }

  private now(): string {
    return new Date(this.world.now()).toISOString();
  }
}

export const ME = { type: 'user', id: 'mara', name: 'Mara Keller' };

export const META: NonNullable<ChatMessage['meta']> = {
  ...{ via: 'rules', started_at: '', finished_at: null, profile: null, provider: null, model: null },
  ...{ usage: null, commands_used: 0, rounds_used: 0, untrusted: false, boundary: null },
};
