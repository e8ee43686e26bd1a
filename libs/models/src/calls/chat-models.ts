import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { DomainError } from '@legator/core';
import type { Profile } from '../profiles/profile.js';

/** The libraries insist on one. The real one is put on by the line, so that no object of theirs ever holds it. */
const NO_KEY = 'held-elsewhere';

export interface ChatModelOptions {
  readonly profile: Profile;
  readonly fetch: typeof globalThis.fetch;
  /** For packages that do not take a `fetch`: they dial by themselves. */
  readonly key: string;
  readonly maxTokens?: number;
  readonly temperature?: number;
}

/** Loads a package of LangChain; another one in specs. */
export type LoadPackage = (name: string) => Promise<Record<string, unknown>>;

const load: LoadPackage = (name) => import(name) as Promise<Record<string, unknown>>;

/** The LangChain model for a profile. Nothing is repeated by itself: who comes next is asked instead. */
export async function chatModel(
  options: ChatModelOptions,
  loadPackage: LoadPackage = load,
): Promise<BaseChatModel> {
  const { provider } = options.profile;
  if (provider === 'anthropic') return anthropic(options);
  if (provider === 'ollama') return ollama(options);
  if (provider.startsWith('langchain:')) return further(options, provider.slice(10), loadPackage);
  return openAi(options);
}

/** Whether the provider's package takes our line; others are only given what was prepared for leaving. */
export function usesLine({ provider }: Pick<Profile, 'provider'>): boolean {
  return !provider.startsWith('langchain:');
}

async function openAi({ profile, fetch, maxTokens, temperature }: ChatModelOptions): Promise<BaseChatModel> {
  const { ChatOpenAI } = await import('@langchain/openai');
  return new ChatOpenAI({
    model: profile.model,
    apiKey: NO_KEY,
    maxRetries: 0,
    useResponsesApi: false,
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(temperature === undefined ? {} : { temperature }),
    configuration: { baseURL: profile.baseUrl, fetch, organization: null, project: null },
  });
}

async function anthropic(options: ChatModelOptions): Promise<BaseChatModel> {
  const { profile, fetch, maxTokens, temperature } = options;
  const { ChatAnthropic } = await import('@langchain/anthropic');
  return new ChatAnthropic({
    model: profile.model,
    apiKey: NO_KEY,
    anthropicApiUrl: profile.baseUrl.replace(/\/v1\/?$/, ''),
    maxRetries: 0,
    // It has to be told; others have a limit of their own.
    maxTokens: maxTokens ?? 4_096,
    ...(temperature === undefined ? {} : { temperature }),
    clientOptions: { fetch, authToken: null },
  });
}

async function ollama({ profile, fetch, maxTokens, temperature }: ChatModelOptions): Promise<BaseChatModel> {
  const { ChatOllama } = await import('@langchain/ollama');
  return new ChatOllama({
    model: profile.model,
    baseUrl: profile.baseUrl.replace(/\/(?:v1|api)?\/?$/, ''),
    // Else it forgets all but the last few thousand, and says nothing of it.
    numCtx: profile.contextTokens,
    maxRetries: 0,
    fetch,
    ...(maxTokens === undefined ? {} : { numPredict: maxTokens }),
    ...(temperature === undefined ? {} : { temperature }),
  });
}

async function further(
  { profile, key, fetch, maxTokens, temperature }: ChatModelOptions,
  name: string,
  loadPackage: LoadPackage,
): Promise<BaseChatModel> {
  const installed = await loadPackage(`@langchain/${name}`).catch((cause: unknown) => {
    throw notInstalled(name, cause);
  });
  const found = Object.entries(installed).find(
    ([word, value]) => /^Chat[A-Z]/.test(word) && isChatModel(value),
  );
  if (!found) throw notInstalled(name, new Error('It has no chat model.'));
  const Model = found[1] as new (fields: object) => BaseChatModel;
  return new Model({
    ...{ model: profile.model, apiKey: key, maxRetries: 0, maxTokens, temperature, fetch },
    ...{ baseUrl: profile.baseUrl, baseURL: profile.baseUrl },
    configuration: { baseURL: profile.baseUrl, fetch },
    clientOptions: { baseURL: profile.baseUrl, fetch },
  });
}

function isChatModel(value: unknown): boolean {
  const prototype = (value as { prototype?: { _generate?: unknown; bindTools?: unknown } } | undefined)
    ?.prototype;
  return typeof prototype?._generate === 'function';
}

function notInstalled(name: string, cause: unknown): DomainError {
  return new DomainError(
    'invalid',
    'models.no_such_provider',
    `There is no package @langchain/${name} with a chat model on this server. Install it beside the control plane, or choose openai-compatible, anthropic or ollama.`,
    { cause },
  );
}
