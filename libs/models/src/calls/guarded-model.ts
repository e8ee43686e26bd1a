import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import type { BaseChatModel, BaseChatModelCallOptions } from '@langchain/core/language_models/chat_models';
import type { BaseMessage } from '@langchain/core/messages';
import type { ChatGenerationChunk, ChatResult } from '@langchain/core/outputs';
import type { OpenCall } from './open-call.js';

type Options = BaseChatModelCallOptions & { tools?: unknown[] };
type Tools = Parameters<NonNullable<BaseChatModel['bindTools']>>[0];

/** Begins a call: looks at profile, boundary and budget, and throws when it may not be. */
export type BeginCall = (signal: AbortSignal | undefined) => Promise<OpenCall>;

/**
 * A chat model whose every call goes through `begin` and is settled there, whichever way it ends. The model behind it is
 * made anew for each call, so tools are kept in their own form until it is known who gets them.
 */
export async function guardedModel(name: string, begin: BeginCall): Promise<BaseChatModel> {
  const { BaseChatModel: Base } = await import('@langchain/core/language_models/chat_models');

  class GuardedModel extends Base<Options> {
    override _llmType(): string {
      return 'legator';
    }

    override getName(): string {
      return name;
    }

    override bindTools(tools: Tools, kwargs?: Partial<Options>): ReturnType<BaseChatModel['withConfig']> {
      return this.withConfig({ ...kwargs, tools }) as never;
    }

    override async _generate(
      messages: BaseMessage[],
      options: this['ParsedCallOptions'],
      run?: CallbackManagerForLLMRun,
    ): Promise<ChatResult> {
      const call = await begin(options.signal);
      return call.settle(async () => {
        const prepared = await call.prepared(messages);
        const result = await call.model._generate(prepared, fitted(call.model, options, call.signal), run);
        call.saw(result.generations[0]);
        call.checkEnded();
        return result;
      }, messages);
    }

    override async *_streamResponseChunks(
      messages: BaseMessage[],
      options: this['ParsedCallOptions'],
      run?: CallbackManagerForLLMRun,
    ): AsyncGenerator<ChatGenerationChunk> {
      const call = await begin(options.signal);
      let failure: unknown;
      let done = false;
      try {
        const prepared = await call.prepared(messages);
        const chunks = call.model._streamResponseChunks(
          prepared,
          fitted(call.model, options, call.signal),
          run,
        );
        for await (const chunk of chunks) {
          call.saw(chunk);
          yield chunk;
        }
        // Some libraries end quietly when they are told to stop.
        call.signal.throwIfAborted();
        call.checkEnded();
        done = true;
      } catch (error) {
        failure = error;
      } finally {
        // Also where whoever listens went away in the middle.
        await call.end(messages, failure, done);
      }
    }
  }

  return new GuardedModel({ maxRetries: 0 }) as unknown as BaseChatModel;
}

/** The options in the form of the model that gets them: each provider writes tools in its own way. */
function fitted<T extends Options>(model: BaseChatModel, options: T, signal: AbortSignal): never {
  const { tools, ...rest } = options;
  if (!tools || tools.length === 0 || !model.bindTools) return { ...rest, signal } as never;
  const choice = 'tool_choice' in rest ? { tool_choice: rest.tool_choice } : {};
  const bound = model.bindTools(tools as Tools, choice as never) as unknown as Bound;
  return { ...rest, ...bound.defaultOptions, ...bound.kwargs, ...bound.config, signal } as never;
}

/** Where the classes of LangChain keep what was bound. */
interface Bound {
  readonly defaultOptions?: object;
  readonly kwargs?: object;
  readonly config?: object;
}
