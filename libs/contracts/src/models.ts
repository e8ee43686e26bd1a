import { z } from 'zod';

/** What a model is used for; each may have its own order of models. */
export const ModelFeature = z.enum(['probe-chat', 'fleet-chat', 'task', 'narrative', 'dashboards']);
export type ModelFeature = z.infer<typeof ModelFeature>;

/** What of a tenant's data a model outside may see; one inside sees everything. */
export const DataBoundary = z.enum(['local_only', 'summaries', 'full']);
export type DataBoundary = z.infer<typeof DataBoundary>;

/** How a model asks for a tool: in the provider's own form, or as text. */
export const ModelTools = z.enum(['native', 'text']);
export type ModelTools = z.infer<typeof ModelTools>;

/**
 * How a provider is spoken to. `anthropic` and `ollama` have a form of their own, `langchain:<name>` is whatever the
 * package `@langchain/<name>` speaks, and every other word is a label for one that speaks like OpenAI.
 */
export const ModelProvider = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^(?:langchain:)?[a-z0-9](?:[a-z0-9 ._-]{0,38}[a-z0-9])?$/,
    'must be a short name, such as openai, anthropic or ollama',
  );

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const PRIVATE =
  /^(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|\[f[cd][0-9a-f:]*\])$/;

/** Whether an address is written as one of this machine or of a private network. Names may lead there as well. */
export function looksLocal(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return LOOPBACK.test(hostname) || PRIVATE.test(hostname);
}

/** Where a model is: http or https, without a name and a password, a query or a part in it. */
export const ModelAddress = z
  .string()
  .trim()
  .max(500)
  .refine((text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname, username, password, search, hash } = new URL(text);
    return /^https?:$/.test(protocol) && hostname !== '' && !username && !password && !search && !hash;
  }, 'must be an http:// or https:// address without user, query or fragment');

const ApiKey = z
  .string()
  .trim()
  .max(4_096)
  .regex(/^[\x21-\x7e]*$/, 'must not have blanks or letters outside of ASCII');
const Price = z.number().min(0).max(100_000);

const ProfileFields = z.object({
  name: z.string().trim().min(1).max(100),
  provider: ModelProvider,
  base_url: ModelAddress,
  model: z.string().trim().min(1).max(200),
  /** Blank where the model needs none; in a change, blank keeps the key and null takes it away. */
  api_key: ApiKey.nullish(),
  is_active: z.boolean().optional(),
  /** Whether data sent there stays in the house: only then may the address be a private one, and must be. */
  is_local: z.boolean().optional(),
  tools: ModelTools.optional(),
  context_tokens: z.number().int().min(1_024).max(10_000_000).optional(),
  max_output_tokens: z.number().int().min(16).max(1_000_000).nullish(),
  /** Per million tokens, in whatever currency the budget is in. */
  price_in: Price.nullish(),
  price_out: Price.nullish(),
});

/** Body of `POST /api/v1/model-profiles`; keys that it does not know are passed over, as upstream does. */
export const CreateModelProfile = ProfileFields;
export type CreateModelProfile = z.infer<typeof CreateModelProfile>;

/** Body of `PUT /api/v1/model-profiles/{id}`: what is missing stays. */
export const ChangeModelProfile = ProfileFields.partial();
export type ChangeModelProfile = z.infer<typeof ChangeModelProfile>;

export const ModelProfileView = z.object({
  id: z.string(),
  name: z.string(),
  provider: z.string(),
  base_url: z.string(),
  model: z.string(),
  /** Never the key: its first three and last four characters. */
  api_key_masked: z.string(),
  is_active: z.boolean(),
  created_at: z.string(),
  updated_at: z.string(),
  source: z.enum(['db', 'env']),
  is_local: z.boolean(),
  tools: ModelTools,
  context_tokens: z.number(),
  max_output_tokens: z.number().nullable(),
  price_in: z.number().nullable(),
  price_out: z.number().nullable(),
});
export type ModelProfileView = z.infer<typeof ModelProfileView>;

export const ModelProfiles = z.object({ profiles: z.array(ModelProfileView) });
export const ModelProfileAnswer = z.object({ profile: ModelProfileView });
export const ModelProfileActivated = z.object({ status: z.literal('activated'), profile: ModelProfileView });
export const ModelProfileDeleted = z.object({ status: z.literal('deleted'), id: z.string() });

/** The model that answers now. Its address and key are blank for whoever may not see the model dock. */
export const ActiveModelProfile = z.object({
  profile: ModelProfileView,
  /** What it may see of this tenant's data. */
  boundary: DataBoundary,
});
export type ActiveModelProfile = z.infer<typeof ActiveModelProfile>;

/** Why a model did not answer. */
export const ModelFailure = z.enum([
  'address_refused',
  'unreachable',
  'certificate',
  'redirected',
  'wrong_key',
  'unknown_model',
  'limited',
  'timed_out',
  'cut_off',
  'too_long',
  'not_understood',
  'refused',
  'failed',
]);
export type ModelFailure = z.infer<typeof ModelFailure>;

export const ModelTest = z.object({
  ok: z.boolean(),
  /** From the request to the end of the answer. */
  latency_ms: z.number(),
  first_token_ms: z.number().nullable(),
  /** The model's words, cut to a few lines. */
  answer: z.string().nullable(),
  cause: ModelFailure.nullable(),
  message: z.string(),
});
export type ModelTest = z.infer<typeof ModelTest>;

/** The names of the models that the provider offers; null where it does not say. */
export const OfferedModels = z.object({ models: z.array(z.string()).nullable(), message: z.string() });
export type OfferedModels = z.infer<typeof OfferedModels>;
