import type {
  ChatEvent,
  ChatMessage,
  ChatRunPart,
  ChatRunTarget,
  Conversation,
  ConversationDetail,
  ConversationPage,
  GiveFeedback,
  MessagePage,
  SendMessage,
} from '../core/api/models';
import { ApiError } from '../core/api-error';
import type { ConversationFilter } from './chat-api';
import type { ChatStreamEnds } from './chat-stream';

const AT = '2026-11-20T08:00:00.000Z';

/** A message of the assistant, answered, but for what the test is about. */
export function aMessage(over: Partial<ChatMessage> = {}): ChatMessage {
  return {
    id: 'm1',
    role: 'assistant',
    content: '',
    timestamp: AT,
    conversation_id: 'c1',
    turn_id: 't1',
    author: null,
    parts: [],
    meta: null,
    state: 'done',
    feedback: null,
    ...over,
  };
}

export function aQuestion(content: string, over: Partial<ChatMessage> = {}): ChatMessage {
  return aMessage({
    ...{ id: `q-${content}`, role: 'user', content, author: { type: 'key', id: 'k1', name: 'Mara Keller' } },
    ...over,
  });
}

export function aTarget(over: Partial<ChatRunTarget> = {}): ChatRunTarget {
  return {
    probe_id: 'prb-1',
    hostname: 'web-01',
    state: 'succeeded',
    request_id: 'r1',
    directive_id: 'd1',
    approval_id: null,
    exit_code: 0,
    duration_ms: 900,
    group: null,
    ...over,
  };
}

export function aRun(over: Partial<ChatRunPart> = {}): ChatRunPart {
  const targets = over.targets ?? [aTarget()];
  return {
    type: 'run',
    step_id: 's1',
    command: 'df -h',
    reason: '',
    target: 'tag:web',
    level: 'observe',
    risk: 'low',
    groups: [],
    done: targets.filter(({ state }) => state !== 'running' && state !== 'waiting').length,
    duration_ms: 900,
    ...over,
    targets,
  };
}

export function aConversation(over: Partial<Conversation> = {}): Conversation {
  return {
    id: 'c1',
    scope: 'fleet',
    probe_id: null,
    hostname: null,
    title: 'Disk pressure',
    created_by: { type: 'key', id: 'k1', name: 'Mara Keller' },
    mine: true,
    created_at: AT,
    last_message_at: AT,
    state: 'idle',
    messages: 2,
    probes: 0,
    waiting_approvals: 0,
    ...over,
  };
}

type Body = ChatEvent extends infer E ? (E extends ChatEvent ? Omit<E, Common> : never) : never;
type Common = 'seq' | 'conversation_id' | 'turn_id' | 'at';

/** An event of the conversation `c1`, of the turn `t1` unless told. */
export function anEvent(seq: number, body: Body, turn: string | null = 't1'): ChatEvent {
  return { ...body, seq, conversation_id: 'c1', turn_id: turn, at: AT } as ChatEvent;
}

/** A control plane with these conversations, that remembers what it was asked. */
export class FakeChatApi {
  conversations: Conversation[] = [aConversation()];
  messages: ChatMessage[] = [];
  lastSeq = 0;
  /** What the next call is answered with. */
  refusal: ApiError | undefined;
  readonly sent: { id: string; body: SendMessage }[] = [];
  readonly created: { scope: string; probe: string | undefined }[] = [];
  readonly feedback: GiveFeedback[] = [];
  readonly stops: string[] = [];
  readonly streams: { id: string; after: number; ends: ChatStreamEnds; isClosed: boolean }[] = [];
  reads = 0;
  pageSize = 50;

  list({ q, cursor }: ConversationFilter): Promise<ConversationPage> {
    const found = this.conversations.filter(({ title }) => !q || title.includes(q));
    // As the control plane does: what is older than the last one, whatever moved since.
    const rest = cursor ? found.filter((one) => one.last_message_at < cursor) : found;
    const conversations = rest.slice(0, this.pageSize);
    const isAll = conversations.length === rest.length;
    return this.answer({
      conversations,
      next_cursor: isAll ? null : (conversations.at(-1)?.last_message_at ?? null),
    });
  }

  create(scope: 'fleet' | 'probe', probe?: string): Promise<Conversation> {
    this.created.push({ scope, probe });
    const conversation = aConversation({ id: 'c-new', scope, probe_id: probe ?? null });
    this.conversations = [conversation, ...this.conversations];
    return this.answer(conversation);
  }

  get(id: string): Promise<ConversationDetail> {
    this.reads++;
    const conversation = this.conversations.find((one) => one.id === id);
    if (!conversation) return Promise.reject(new ApiError('not_found', 'There is none.', 404));
    return this.answer({ conversation, messages: this.messages, before: null, last_seq: this.lastSeq });
  }

  older(): Promise<MessagePage> {
    return this.answer({ messages: [], before: null });
  }

  rename(id: string, title: string): Promise<Conversation> {
    return this.answer(aConversation({ id, title }));
  }

  remove(_id?: string): Promise<void> {
    return this.answer(undefined);
  }

  send(id: string, body: SendMessage): Promise<ChatMessage> {
    this.sent.push({ id, body });
    return this.answer(aQuestion(body.content));
  }

  stop(id: string): Promise<void> {
    this.stops.push(id);
    return this.answer(undefined);
  }

  giveFeedback(_id: string, id: string, body: GiveFeedback): Promise<ChatMessage> {
    this.feedback.push(body);
    return this.answer(aMessage({ id, feedback: { reason: '', ...body, by: 'Mara Keller' } }));
  }

  export(): Promise<string> {
    return this.answer('# Disk pressure');
  }

  follow(id: string, after: number, ends: ChatStreamEnds): () => void {
    const stream = { id, after, ends, isClosed: false };
    this.streams.push(stream);
    return () => (stream.isClosed = true);
  }

  /** Comes over the stream that is open. */
  tell(...events: ChatEvent[]): void {
    for (const event of events) this.streams.at(-1)?.ends.event(event);
  }

  private answer<T>(value: T): Promise<T> {
    return this.refusal ? Promise.reject(this.refusal) : Promise.resolve(value);
  }
}
