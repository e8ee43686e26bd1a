import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { ModelFeature } from '@legator/contracts';
import { Clock, runWith } from '@legator/core';
import type { DomainError } from '@legator/core';
import { ProbesService } from '@legator/fleet';
import { Models } from '@legator/models';
import type { ModelSeat } from '@legator/models';
import { ToolBox } from '../tools/chat-tool.js';
import type { ChatTool } from '../tools/chat-tool.js';
import { Answerers } from '../turns/answerers.js';
import { mostCommands } from '../turns/turn-limits.js';
import { Answerer } from '../turns/turn.js';
import type { Turn, TurnAtWork, TurnEnd } from '../turns/turn.js';
import { Briefing } from './briefing.js';
import { CheckpointsStore } from './checkpoints.store.js';
import { langChain } from './langchain.js';
import { isModelFailure, noModel, rootCause } from './loop.errors.js';
import { limitsOf } from './loop-limits.js';
import { systemPrompt } from './system-prompt.js';
import { TurnLoop } from './turn-loop.js';

/** Of a model's context, for what was said before; and for what it is told of the fleet. */
const SHARE_OF_HISTORY = 0.2;
const SHARE_OF_BRIEFING = 0.2;
const MOST_BRIEFING = 8_000;

/** Answers with a model that may use tools; where one fails the next goes on from where it was. */
@Injectable()
export class ModelAnswerer extends Answerer implements OnModuleInit {
  constructor(
    private readonly models: Models,
    private readonly briefing: Briefing,
    private readonly tools: ToolBox,
    private readonly store: CheckpointsStore,
    private readonly probes: ProbesService,
    private readonly clock: Clock,
    private readonly answerers: Answerers,
  ) {
    super();
  }

  onModuleInit(): void {
    this.answerers.use('model', this, (turn) => this.isReady(turn));
  }

  private async isReady(turn: Turn): Promise<boolean> {
    const lineup = await runWith({ actor: turn.actor }, () => this.models.lineup(featureOf(turn)));
    return lineup.length > 0;
  }

  /** @throws `llm_unavailable` when none of the models answers; what was said and done until then stays */
  answer(turn: TurnAtWork): Promise<TurnEnd> {
    return runWith({ actor: turn.actor, correlationId: turn.id }, () => this.answerAs(turn));
  }

  private async answerAs(turn: TurnAtWork): Promise<TurnEnd> {
    const seats = await this.models.lineup(featureOf(turn));
    let failure: DomainError = noModel();
    for (const [at, seat] of seats.entries()) {
      if (at > 0) turn.show(fellBack(failure, seat));
      try {
        const end = await this.loop(turn, seat);
        if (end.kind === 'done') await this.store.forget(turn.tenantId, turn.id);
        return end;
      } catch (error) {
        const cause = rootCause(error);
        // A stop, a tool that broke, a database that is away: no other model would do better.
        if (turn.abort.aborted || !isModelFailure(cause)) throw cause;
        failure = cause;
      }
    }
    await this.store.forget(turn.tenantId, turn.id);
    throw failure;
  }

  private async loop(turn: TurnAtWork, seat: ModelSeat): Promise<TurnEnd> {
    const { profileId: _, name, provider, model, isLocal, boundary } = seat;
    turn.note({ via: 'model', profile: name, provider, model, boundary: isLocal ? 'local' : boundary });
    const limits = limitsOf(turn);
    const tools = this.toolsFor(turn);
    const parts = {
      turn,
      seat,
      model: await seat.open({
        feature: featureOf(turn),
        conversationId: turn.conversationId,
        actorId: turn.actor.id,
        maxTokens: limits.answerTokens,
        temperature: limits.temperature,
      }),
      tools,
      prompt: await this.prompt(turn, seat),
      opening: () => this.opening(turn, seat),
      limits,
    };
    return new TurnLoop(await langChain(), this.store, parts).run();
  }

  /** Nobody reads along with a task, so there is nobody to ask. */
  private toolsFor({ kind }: Turn): readonly ChatTool[] {
    return this.tools.all().filter(({ name }) => kind === 'chat' || name !== 'ask_user');
  }

  private async prompt(turn: TurnAtWork, seat: ModelSeat): Promise<string> {
    const probe = turn.probeId ? await this.probes.get(turn.probeId) : undefined;
    return systemPrompt({
      turn,
      today: this.clock.now(),
      // The id: a hostname is what a host says of itself, and stands in the briefing, quoted.
      ...(probe ? { probe: probe.id } : {}),
      rounds: limitsOf(turn).rounds,
      commands: mostCommands(turn),
      isTask: turn.kind === 'task',
      ...(seat.tools === 'text' ? { written: this.toolsFor(turn) } : {}),
    });
  }

  private async opening(turn: TurnAtWork, { contextTokens }: ModelSeat) {
    const room = Math.min(MOST_BRIEFING, Math.floor(contextTokens * SHARE_OF_BRIEFING));
    return {
      said: await turn.history(),
      briefing: await this.briefing.build(room, { probeId: turn.probeId, nonce: turn.nonce }),
      budget: Math.floor(contextTokens * SHARE_OF_HISTORY),
    };
  }
}

function featureOf({ scope, kind }: Turn): ModelFeature {
  if (kind === 'task') return 'task';
  return scope === 'probe' ? 'probe-chat' : 'fleet-chat';
}

function fellBack({ message }: DomainError, { name }: ModelSeat) {
  const text = `${message} ${name} goes on.`;
  return { type: 'notice', code: 'chat.model_fell_back', tone: 'warn', text } as const;
}
