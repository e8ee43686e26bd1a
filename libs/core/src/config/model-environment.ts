import { looksLocal, ModelAddress, ModelProvider, ModelTools } from '@legator/contracts';
import { z } from 'zod';
import { readConfig } from './read-config.js';
import { flag } from './values.js';

const NAMES = {
  provider: ['LEGATOR_LLM_PROVIDER'],
  baseUrl: ['LEGATOR_LLM_BASE_URL'],
  apiKey: ['LEGATOR_LLM_API_KEY'],
  model: ['LEGATOR_LLM_MODEL'],
  isLocal: ['LEGATOR_LLM_LOCAL'],
  tools: ['LEGATOR_LLM_TOOLS'],
  contextTokens: ['LEGATOR_LLM_CONTEXT'],
} as const;

/** Where these providers are when nobody says so. */
const ADDRESSES: Readonly<Record<string, string>> = {
  anthropic: 'https://api.anthropic.com',
  ollama: 'http://127.0.0.1:11434',
};
const OPENAI = 'https://api.openai.com/v1';

const Given = z.object({
  provider: ModelProvider.default('openai'),
  baseUrl: ModelAddress.optional(),
  apiKey: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must not have blanks or letters outside of ASCII')
    .optional(),
  model: z.string().trim().max(200).optional(),
  isLocal: flag.optional(),
  tools: ModelTools.default('native'),
  contextTokens: z.coerce.number().int().min(1_024).max(10_000_000).optional(),
});

/** The model that the environment names: every tenant may use it, nobody can change it in the console. */
export interface ModelEnvironment {
  readonly provider: string;
  readonly baseUrl: string;
  readonly apiKey: string | undefined;
  readonly model: string;
  readonly isLocal: boolean;
  readonly tools: ModelTools;
  readonly contextTokens: number | undefined;
}

/**
 * @returns nothing where no setting is made
 * @throws an Error whose message names every bad setting in words, or the one that is missing
 */
export function readModelEnvironment(env: NodeJS.ProcessEnv): ModelEnvironment | undefined {
  const given = readConfig(Given, NAMES, env);
  const { provider, apiKey, model, tools, contextTokens } = given;
  const asked = Object.values(NAMES).some(([name]) => Boolean(env[name] ?? env[`${name}_FILE`]));
  if (!asked) return undefined;
  if (!model) throw missing('LEGATOR_LLM_MODEL', 'the name of the model to ask');
  const baseUrl = given.baseUrl ?? ADDRESSES[provider] ?? OPENAI;
  const isLocal = given.isLocal ?? looksLocal(baseUrl);
  if (!isLocal && apiKey === undefined) throw missing('LEGATOR_LLM_API_KEY', 'the key of the provider');
  if (!isLocal && !baseUrl.startsWith('https:'))
    throw missing('LEGATOR_LLM_LOCAL', 'set it to true when the model is in the house, or use https://');
  return { provider, baseUrl, apiKey, model, isLocal, tools, contextTokens };
}

function missing(name: string, what: string): Error {
  return new Error(`The configuration cannot be used.\n  ${name}: is missing: ${what}`);
}
