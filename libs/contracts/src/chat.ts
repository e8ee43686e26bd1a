import { z } from 'zod';
import { ChatPart } from './chat-parts.js';

/** Characters that one message may have. */
export const MAX_MESSAGE_CHARS = 16_000;
/** Commands that one turn may ask for, and rounds of tools it may take (seed 000; C.8.4). */
export const MAX_TURN_COMMANDS = 5;
export const MAX_TURN_ROUNDS = 6;
/** Steps of a task, which is a turn that nobody talks to (upstream). */
export const MAX_TASK_STEPS = 10;
/** More probes than this, and the person confirms them first. */
export const CONFIRM_TARGETS_ABOVE = 10;

export const ChatScope = z.enum(['fleet', 'probe']);
export type ChatScope = z.infer<typeof ChatScope>;

/** `waiting`: a turn goes on when a person has approved or answered. */
export const ConversationState = z.enum(['idle', 'queued', 'working', 'waiting']);
export type ConversationState = z.infer<typeof ConversationState>;

export const ChatPerson = z.object({ type: z.string(), id: z.string(), name: z.string() });
export type ChatPerson = z.infer<typeof ChatPerson>;

const Title = z.string().trim().min(1).max(200);

/** Body of `POST /api/v1/conversations`. */
export const CreateConversation = z
  .strictObject({
    scope: ChatScope.default('fleet'),
    probe_id: z.string().min(1).max(64).optional(),
    title: Title.optional(),
  })
  .refine(({ scope, probe_id }) => (scope === 'probe') === (probe_id !== undefined), {
    error: 'a conversation of scope probe names its probe, one of scope fleet names none',
    path: ['probe_id'],
  });
export type CreateConversation = z.infer<typeof CreateConversation>;

/** Body of `PATCH /api/v1/conversations/{id}`. */
export const RenameConversation = z.strictObject({ title: Title });
export type RenameConversation = z.infer<typeof RenameConversation>;

export const ListConversations = z.strictObject({
  scope: ChatScope.optional(),
  probe_id: z.string().min(1).max(64).optional(),
  /** Words of titles and messages. */
  q: z.string().trim().min(1).max(200).optional(),
  /** Only those that the caller began. */
  mine: z.enum(['true', 'false']).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
export type ListConversations = z.infer<typeof ListConversations>;

export const Conversation = z.object({
  id: z.string(),
  scope: ChatScope,
  probe_id: z.string().nullable(),
  hostname: z.string().nullable(),
  title: z.string(),
  created_by: ChatPerson,
  /** Whether the caller began it. */
  mine: z.boolean(),
  created_at: z.string(),
  last_message_at: z.string(),
  state: ConversationState,
  messages: z.int(),
  /** Probes that a command of it ran on or was asked for. */
  probes: z.int(),
  /** Requests of it that wait for a person now. */
  waiting_approvals: z.int(),
});
export type Conversation = z.infer<typeof Conversation>;

export const ConversationPage = z.object({
  conversations: z.array(Conversation),
  next_cursor: z.string().nullable(),
});
export type ConversationPage = z.infer<typeof ConversationPage>;

/** Who answered: a model, the rules that need none, or the person's own `!command`. */
export const ChatVia = z.enum(['model', 'rules', 'command']);
export type ChatVia = z.infer<typeof ChatVia>;

export const ChatMeta = z.object({
  via: ChatVia,
  started_at: z.string(),
  finished_at: z.string().nullable(),
  /** Name of the profile, and of its provider and model. */
  profile: z.string().nullable(),
  provider: z.string().nullable(),
  model: z.string().nullable(),
  usage: z
    .object({ prompt_tokens: z.int(), completion_tokens: z.int(), cost: z.number().nullable() })
    .nullable(),
  commands_used: z.int(),
  rounds_used: z.int(),
  /** Whether something of a host was read before it proposed anything. */
  untrusted: z.boolean(),
  /** What left the network: nothing, or what a data boundary let through. */
  boundary: z.enum(['local', 'local_only', 'summaries', 'full']).nullable(),
});
export type ChatMeta = z.infer<typeof ChatMeta>;

/** Also upstream's shape: `id`, `role`, `content`, `timestamp` are there and mean the same. */
export const ChatMessage = z.object({
  id: z.string(),
  role: z.enum(['user', 'assistant', 'system']),
  content: z.string(),
  timestamp: z.string(),
  conversation_id: z.string(),
  turn_id: z.string().nullable(),
  author: ChatPerson.nullable(),
  parts: z.array(ChatPart),
  meta: ChatMeta.nullable(),
  state: z.enum(['queued', 'working', 'waiting', 'done', 'stopped', 'failed']),
  /** "Wrong", with why. */
  feedback: z.object({ verdict: z.enum(['right', 'wrong']), reason: z.string(), by: z.string() }).nullable(),
});
export type ChatMessage = z.infer<typeof ChatMessage>;

/** Body of `POST /api/v1/conversations/{id}/messages`. */
export const SendMessage = z.strictObject({
  /** Beginning with `!` it is a command for the target, as typed, without a model. */
  content: z
    .string()
    .max(MAX_MESSAGE_CHARS)
    .refine((text) => text.trim() !== '', 'must not be empty'),
  /** What it is about, where the composer narrows it: `all`, `tag:web`, `site:fra1`, a probe's id. */
  target: z.string().trim().min(1).max(256).optional(),
  /** The same one again gives the first message back and asks nothing twice. */
  request_id: z.uuid().optional(),
  /** The number of probes that the person saw, where a command would reach many; alone it confirms nothing. */
  confirmed_targets: z.int().min(1).optional(),
  /** Of the choice that they took: a yes to its command on the very probes that it was about. */
  confirmation: z.uuid().optional(),
});
export type SendMessage = z.infer<typeof SendMessage>;

/** Body of upstream's `POST /api/v1/probes/{id}/chat` and `POST /api/v1/fleet/chat`; unknown keys are ignored. */
export const SendChat = z.object({
  content: z
    .string()
    .max(MAX_MESSAGE_CHARS)
    .refine((text) => text.trim() !== '', 'must not be empty'),
});
export type SendChat = z.infer<typeof SendChat>;

export const GiveFeedback = z.strictObject({
  verdict: z.enum(['right', 'wrong']),
  reason: z.string().trim().max(1_000).default(''),
});
export type GiveFeedback = z.infer<typeof GiveFeedback>;

/** `GET /api/v1/conversations/{id}`: the newest messages, oldest first. */
export const ConversationDetail = z.object({
  conversation: Conversation,
  messages: z.array(ChatMessage),
  /** For older ones. */
  before: z.string().nullable(),
  /** Everything up to this event is in `messages`. */
  last_seq: z.int(),
});
export type ConversationDetail = z.infer<typeof ConversationDetail>;

/** Body of `POST /api/v1/probes/{id}/task` (upstream). */
export const RunTask = z.object({ task: z.string().max(MAX_MESSAGE_CHARS) });
export type RunTask = z.infer<typeof RunTask>;

/** A command of a task, and how it ended; -1 where it did not run or was not waited for. */
export const TaskStep = z.object({
  command: z.string(),
  reason: z.string(),
  exit_code: z.int(),
  stdout: z.string(),
  stderr: z.string(),
  duration_ms: z.number(),
  /** Why it did not run. */
  error: z.string().optional(),
});
export type TaskStep = z.infer<typeof TaskStep>;

/** Upstream's answer, and the conversation that it is kept in. */
export const TaskResult = z.object({
  task: z.string(),
  probe_id: z.string(),
  steps: z.array(TaskStep),
  summary: z.string(),
  started_at: z.string(),
  finished_at: z.string(),
  error: z.string().optional(),
  conversation_id: z.string(),
});
export type TaskResult = z.infer<typeof TaskResult>;
