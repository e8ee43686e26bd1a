import { Injectable } from '@nestjs/common';
import type { ChatPart } from '@legator/contracts';
import type { ToolAnswer, ToolCall } from '../tools/chat-tool.js';
import { storable } from '../storable.js';
import { isCommand } from '../turns/answerers.js';
import type { TurnAtWork } from '../turns/turn.js';
import { namesText, partOf, summaryOf } from './run-view.js';
import { answeredByRules, proposerNow } from './proposing.js';
import { quoteWith } from './quote.js';
import { RunRequests } from './run-requests.service.js';
import type { Begun, RunAsk, RunTerms } from './run-requests.service.js';
import { resultText, saysWhy } from './run-text.js';
import type { RunView } from './run-view.js';
import { RunViews } from './run-views.service.js';

/** So long a call waits for hosts to answer, in milliseconds; what takes longer pauses the turn. */
const PATIENCE_MS = 35_000;

/** What came of a run, and how it stands for whoever goes on from it; nothing where nothing was asked for. */
export interface RunAnswer {
  readonly answer: ToolAnswer;
  readonly view: RunView | undefined;
}

/** A call for a command from its request to its answer. The same call again tells how it stands now. */
@Injectable()
export class RunCalls {
  constructor(
    private readonly requests: RunRequests,
    private readonly views: RunViews,
  ) {}

  /** @throws what a request is refused for */
  async answer(
    ask: RunAsk,
    { turn, callId, begun: tell }: ToolCall,
    terms: Partial<RunTerms> = {},
  ): Promise<RunAnswer> {
    const begun = await this.requests.begin(turn, ask, { callId, model: proposerNow(), ...terms });
    if (begun.kind === 'refused') return { answer: refusal(begun.message), view: undefined };
    if (begun.kind === 'ask') return { answer: question(turn, begun), view: undefined };
    tell?.();
    const view = await this.views.watch(begun.run, {
      ms: PATIENCE_MS,
      stop: turn.abort,
      changed: (now) => this.tell(turn, now),
    });
    return { answer: this.toAnswer(turn, view), view };
  }

  private tell(turn: TurnAtWork, view: RunView): void {
    const part = partOf(view);
    turn.show(part);
    const { run, hosts } = view;
    if (hosts.length > 1)
      turn.tell({
        type: 'progress',
        text: `Running ${run.command.slice(0, 60)} on ${hosts.length} probes, ${part.done} done`,
      });
  }

  private tellApprovals(turn: TurnAtWork, { run, hosts }: RunView): void {
    const waiting = hosts.filter(({ state, approval_id }) => state === 'waiting' && approval_id !== null);
    const requests = new Map(waiting.map((host) => [host.approval_id!, host]));
    const summary = run.command.slice(0, 200);
    for (const [id, { directive_id, probe_id }] of requests)
      turn.tell({
        type: 'approval',
        id,
        directive_id: directive_id!,
        probe_id: run.rolloutId ? null : probe_id,
        summary,
      });
  }

  private toAnswer(turn: TurnAtWork, view: RunView): ToolAnswer {
    const { hosts, open, waitsForPerson } = view;
    const asked = hosts.some(({ state }) => state !== 'skipped');
    const common = { summary: summaryOf(view), part: partOf(view) };
    if (open.length > 0) {
      if (waitsForPerson) this.tellApprovals(turn, view);
      const text = waitsForPerson
        ? `It waits for a person to approve it on ${namesText(hosts.filter(({ state }) => state === 'waiting'))}.`
        : 'It has not ended yet.';
      const pending = { for: waitsForPerson ? 'approval' : 'result', directiveIds: open } as const;
      return { ...common, ok: true, text, pending };
    }
    const ok = asked && hosts.every(({ state }) => state === 'succeeded' || state === 'skipped');
    const untrusted = hosts.some((host) => host.exit_code !== null || saysWhy(host));
    return {
      ...common,
      ok,
      text: resultText(view, quoteWith(turn.nonce)),
      untrusted,
      data: { hosts },
    };
  }
}

export function refusal(text: string): ToolAnswer {
  return { ok: false, text, summary: text };
}

/** The buttons of a question. Whoever typed the command presses it again, with what was missing. */
function question(
  turn: TurnAtWork,
  { question: text, choices, confirm }: Begun & { kind: 'ask' },
): ToolAnswer {
  const typed = isCommand(turn.question);
  if (typed && storable(turn.question) !== turn.question) return sendAgain(text, confirm !== undefined);
  const again = typed || (confirm !== undefined && answeredByRules());
  const buttons = choices.map(({ label, value }) => ({
    label,
    ...(again ? sameAgain(turn, confirm ? undefined : value) : { value }),
    ...(confirm ? { confirmed_targets: confirm.count, confirmation: confirm.id } : {}),
  }));
  const part: ChatPart = { type: 'question', question: text, choices: buttons };
  return {
    ok: false,
    asked: true,
    part,
    summary: text,
    text: confirm
      ? `The person has to confirm these ${confirm.count} hosts first. They were asked; wait for their answer.`
      : 'It is not clear which hosts are meant. The person was asked; wait for their answer.',
  };
}

/** The person's own words once more, about the hosts that were meant. */
function sameAgain({ question: value, target: narrowed }: TurnAtWork, meant: string | undefined) {
  const target = meant ?? narrowed;
  return target === null ? { value } : { value, target };
}

/** What is kept of a question has its secrets masked: a button would run the mask. */
function sendAgain(text: string, isMany: boolean): ToolAnswer {
  const how = isMany ? 'Name fewer hosts and send it again.' : 'Name the hosts and send it again.';
  const question = `${text} ${how} It holds a secret, and secrets are not kept.`;
  const part: ChatPart = { type: 'question', question, choices: [] };
  return { ok: false, asked: true, part, summary: question, text: question };
}
