import type { BaseCallbackHandler } from '@langchain/core/callbacks/base';
import type * as Messages from '@langchain/core/messages';
import type * as Checkpoints from '@langchain/langgraph-checkpoint';
import type * as Graph from '@langchain/langgraph';
import type * as Agents from 'langchain';

/** The parts of LangChain that the loop is made of. */
export interface LangChain {
  readonly agents: typeof Agents;
  readonly messages: typeof Messages;
  readonly graph: typeof Graph;
  readonly checkpoints: typeof Checkpoints;
  readonly CallbackHandler: typeof BaseCallbackHandler;
}

let loaded: Promise<LangChain> | undefined;

/** Loads it when the first turn needs a model: it takes half a second and much memory, and most servers have no model. */
export function langChain(): Promise<LangChain> {
  loaded ??= load().catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

async function load(): Promise<LangChain> {
  const [agents, messages, graph, checkpoints, callbacks] = await Promise.all([
    import('langchain'),
    import('@langchain/core/messages'),
    import('@langchain/langgraph'),
    import('@langchain/langgraph-checkpoint'),
    import('@langchain/core/callbacks/base'),
  ]);
  return { agents, messages, graph, checkpoints, CallbackHandler: callbacks.BaseCallbackHandler };
}
