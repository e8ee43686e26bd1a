import type { ChatEventBody, ChatMeta, ChatPart, ChatScope } from '@legator/contracts';
import type { Actor, Tx } from '@legator/core';
import type { ToolAnswer, ToolName } from '../tools/chat-tool.js';

export type TurnKind = 'chat' | 'task';

/** One question and all that follows from it until it is answered. */
export interface Turn {
  readonly id: string;
  readonly tenantId: string;
  readonly conversationId: string;
  readonly scope: ChatScope;
  /** `task`: nobody is there to answer questions, only a model does it, and it may take more steps. */
  readonly kind: TurnKind;
  /** The probe of a conversation of scope `probe`. */
  readonly probeId: string | null;
  /** Who asked, with what they may do now. */
  readonly actor: Actor;
  readonly question: string;
  /** What the composer narrowed it to: `all`, `tag:web`, `site:fra1`, a probe's id. */
  readonly target: string | null;
  /** The question that the person answers with a yes: of a change on many hosts. */
  readonly confirmation: string | null;
  readonly askedAt: Date;
}

/** What was said before, oldest first; parts are told in words. */
export interface Said {
  readonly role: 'user' | 'assistant';
  readonly content: string;
  /** It holds what a host printed. */
  readonly untrusted: boolean;
  /** Who said it, or asked for the answer. */
  readonly asker: { readonly type: string; readonly id: string; readonly name: string };
}

/** How a call stands to others of the same message. */
export interface InLine {
  /** One before it asked the person something: a command that has not begun is not asked for. */
  readonly behindQuestion?: boolean;
  /** Told once it is known that this one asks them nothing; never where it ends before. */
  readonly begun?: () => void;
}

/** A turn while somebody answers it. What it says, shows and calls is stored before anybody is told. */
export interface TurnAtWork extends Turn {
  /** Fires when the person pressed Stop, or the time is over. */
  readonly abort: AbortSignal;
  /** Marks where quoted text begins and ends, unknown to whoever wrote it. The same when the turn goes on later. */
  readonly nonce: string;
  /** Something of a host was read in it, or in what was said before; or somebody else spoke before. */
  readonly untrusted: boolean;
  readonly commandsUsed: number;
  history(): Promise<readonly Said[]>;
  /** A piece of the answer's prose. */
  say(chunk: string): void;
  /** A block of the answer; one with the same `step_id` takes the place of the one before. */
  show(part: ChatPart): void;
  tell(event: ChatEventBody): void;
  /** Who answers, and what it cost so far; the last word counts. */
  note(
    meta: Partial<
      Pick<ChatMeta, 'via' | 'profile' | 'provider' | 'model' | 'usage' | 'boundary' | 'rounds_used'>
    >,
  ): void;
  /**
   * Runs a tool as the person, and writes down that it did. `callId` names the call within the turn: the same one again
   * gives the same effect back and causes nothing twice.
   */
  call(name: ToolName, input: unknown, callId: string, line?: InLine): Promise<ToolAnswer>;
  /** Whether a command was asked for in it under another name than this: by a model, before it failed. */
  hasCommandedBeside(callId: string): Promise<boolean>;
  /** Whether it still goes on: false once it is over, somebody else's, or to be stopped. Holds until `tx` is over. */
  stands(tx: Tx): Promise<boolean>;
}

/** `waiting`: it goes on when these directives have ended, or when the person answers. */
export type TurnEnd =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'waiting';
      readonly for: 'approval' | 'result';
      readonly directiveIds: readonly string[];
    };

/** Somebody who answers. The engine calls it again with `resumed` when what it waited for has happened. */
export abstract class Answerer {
  /** @throws DomainError; what was said until then stays */
  abstract answer(turn: TurnAtWork, resumed: boolean): Promise<TurnEnd>;
}
