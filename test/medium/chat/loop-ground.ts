import type { Config } from '@legator/core';
import { CONFIG } from '@legator/core';
import { ChatModule, CommandAnswerer, ModelAnswerer, ToolBox } from '@legator/chat';
import { FakeTurn } from '@legator/chat/testing';
import { FakeModel } from '../../support/fake-model/fake-model.js';
import { ProbeRoad } from '../../support/probe-road.js';
import { allowQuietProbes } from '../../support/quiet-probes.js';

/** The loop between a scripted provider and scripted probes, on a real database. */
export class LoopGround {
  private constructor(
    readonly road: ProbeRoad,
    readonly model: FakeModel,
  ) {}

  static async start(
    options: { policy?: boolean; llm?: Partial<NonNullable<Config['llm']>>; beside?: LoopGround } = {},
  ): Promise<LoopGround> {
    const model = options.beside?.model ?? (await FakeModel.start());
    const llm = {
      ...{ provider: 'openai', baseUrl: model.addresses.openai, apiKey: undefined, model: 'small' },
      ...{ isLocal: true, tools: 'native' as const, contextTokens: undefined },
      ...options.llm,
    };
    const { policy, beside } = options;
    const road = await ProbeRoad.start({
      policy,
      config: { llm },
      beside: beside?.road,
      rooms: [ChatModule],
    });
    await allowQuietProbes(road.spine.app);
    return new LoopGround(road, model);
  }

  get config(): Config {
    return this.road.spine.app.get<Config>(CONFIG);
  }

  turn(given: ConstructorParameters<typeof FakeTurn>[1] = {}): FakeTurn {
    return new FakeTurn(this.road.spine.app.get(ToolBox), given);
  }

  async answer(turn: FakeTurn): ReturnType<ModelAnswerer['answer']> {
    await this.keep(turn);
    return this.road.spine.app.get(ModelAnswerer).answer(turn);
  }

  /** The person's own command. */
  async typed(turn: FakeTurn): ReturnType<CommandAnswerer['answer']> {
    await this.keep(turn);
    return this.road.spine.app.get(CommandAnswerer).answer(turn);
  }

  /**
   * Its row, at which somebody works who never looks: nobody takes it up, and what it leaves behind is kept. What was
   * asked before it in its conversation is over.
   */
  private async keep({ id, conversationId }: FakeTurn): Promise<void> {
    await this.road.rows(
      `insert into chat_conversation (id, tenant_id, scope, title, created_by_type, created_by_id, created_by_name, created_at, last_message_at)
       values ($1, 'default', 'fleet', 'Kept', 'user', 'ana', 'Ana', now(), now()) on conflict do nothing returning id`,
      [conversationId],
    );
    await this.road.rows(
      `with over as (
         update chat_turn set status = 'done' where conversation_id = $1 and id <> $2 and status = 'working' returning id
       ) select id from over`,
      [conversationId, id],
    );
    await this.road.rows(
      `insert into chat_turn (id, tenant_id, conversation_id, place, status, asker_type, asker_id, asker_name, question, message_id, answer_id, nonce, asked_at, attempt, lease_by, lease_until)
       select $2, 'default', $1, count(*) + 1, 'working', 'user', 'ana', 'Ana', 'kept', $2, $2, 'n', now(), 1, 'a test', 'infinity'
       from chat_turn where conversation_id = $1 on conflict do nothing returning id`,
      [conversationId, id],
    );
  }

  async close(): Promise<void> {
    await this.road.close();
    await this.model.close();
  }
}

/** A model's wish to run something. */
export function run(command: string, over: Record<string, unknown> = { target: 'all' }) {
  return { toolCalls: [{ name: 'run_command', args: { command, reason: 'to see', ...over } }] };
}
