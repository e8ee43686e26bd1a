import { randomUUID } from 'node:crypto';
import type { ChatEventBody, ChatMeta, ChatPart } from '@legator/contracts';
import { anActor } from '@legator/core/testing';
import { COMMANDING } from './tools/chat-tool.js';
import type { ToolAnswer, ToolBox, ToolName } from './tools/chat-tool.js';
import type { InLine, Said, TurnAtWork } from './turns/turn.js';

type Given = Partial<
  Pick<
    TurnAtWork,
    | 'id'
    | 'conversationId'
    | 'scope'
    | 'probeId'
    | 'actor'
    | 'question'
    | 'target'
    | 'confirmation'
    | 'untrusted'
    | 'nonce'
  >
> & { said?: readonly Said[] };

/** A turn at work that keeps in memory what it says, shows and tells, and calls the tools of a box. */
export class FakeTurn implements TurnAtWork {
  readonly id: string;
  readonly tenantId: string;
  readonly conversationId: string;
  readonly scope;
  readonly kind = 'chat' as const;
  readonly probeId;
  readonly actor;
  readonly question: string;
  readonly target;
  readonly confirmation: string | null;
  readonly askedAt = new Date();
  readonly nonce: string;
  readonly stop = new AbortController();
  readonly abort = this.stop.signal;
  untrusted: boolean;
  commandsUsed = 0;
  /** All prose. */
  text = '';
  readonly chunks: string[] = [];
  readonly parts: ChatPart[] = [];
  readonly events: ChatEventBody[] = [];
  readonly calls: { name: ToolName; input: unknown; callId: string; answer?: ToolAnswer }[] = [];
  meta: Partial<ChatMeta> = {};
  private readonly past: readonly Said[];

  constructor(
    private readonly box: ToolBox,
    given: Given = {},
  ) {
    this.id = given.id ?? randomUUID();
    this.conversationId = given.conversationId ?? randomUUID();
    this.actor = given.actor ?? anActor();
    this.tenantId = this.actor.tenantId;
    this.scope = given.scope ?? ('fleet' as const);
    this.probeId = given.probeId ?? null;
    this.question = given.question ?? 'Which machine has the most disk pressure?';
    this.target = given.target ?? null;
    this.confirmation = given.confirmation ?? null;
    this.untrusted = given.untrusted ?? false;
    this.nonce = given.nonce ?? 'n0nce';
    this.past = given.said ?? [];
  }

  hasCommandedBeside(callId: string): Promise<boolean> {
    const commands = this.calls.filter(({ name }) => COMMANDING.has(name));
    return Promise.resolve(commands.some((call) => call.callId !== callId));
  }

  history(): Promise<readonly Said[]> {
    return Promise.resolve(this.past);
  }

  say(chunk: string): void {
    this.chunks.push(chunk);
    this.text += chunk;
  }

  /** The newest of a `step_id` counts. */
  show(part: ChatPart): void {
    const at = this.parts.findIndex(
      (one) => 'step_id' in one && 'step_id' in part && one.step_id === part.step_id,
    );
    if (at < 0) this.parts.push(part);
    else this.parts[at] = part;
  }

  tell(event: ChatEventBody): void {
    this.events.push(event);
  }

  note(meta: Partial<ChatMeta>): void {
    Object.assign(this.meta, meta);
  }

  async call(
    name: ToolName,
    input: unknown,
    callId: string,
    { behindQuestion, begun }: InLine = {},
  ): Promise<ToolAnswer> {
    const call: FakeTurn['calls'][number] = { name, input, callId };
    this.calls.push(call);
    const tool = this.box.get(name)!;
    const read = tool.schema.safeParse(input);
    if (!read.success) {
      call.answer = { ok: false, text: `Wrong input: ${read.error.message}`, summary: 'Wrong input' };
      return call.answer;
    }
    if (behindQuestion && COMMANDING.has(name)) {
      call.answer = { ok: false, text: 'Not asked for, behind a question.', summary: 'Not asked for' };
      return call.answer;
    }
    const answer = await tool.run(read.data, { turn: this, callId, ...(begun ? { begun } : {}) });
    call.answer = answer;
    if (answer.untrusted) this.untrusted = true;
    if (answer.part) this.show(answer.part);
    return answer;
  }

  stands(): Promise<boolean> {
    return Promise.resolve(!this.abort.aborted);
  }
}
