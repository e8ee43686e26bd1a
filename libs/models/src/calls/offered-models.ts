import type { OfferedModels } from '@legator/contracts';
import { z } from 'zod';
import type { Profile } from '../profiles/profile.js';
import { ModelCallFailed } from './model-call-failed.js';
import type { ProviderLine } from './provider-line.js';

const MOST = 500;

const Listed = z.union([
  z.object({ data: z.array(z.object({ id: z.string() })) }).transform(({ data }) => data.map(({ id }) => id)),
  z
    .object({ models: z.array(z.object({ name: z.string() })) })
    .transform(({ models }) => models.map(({ name }) => name)),
]);

/** The models that a provider says it has, by name. */
export async function offeredModels(profile: Profile, line: ProviderLine): Promise<OfferedModels> {
  const address = listAddress(profile);
  if (address === undefined)
    return { models: null, message: 'This provider does not say which models it has.' };
  const answer = await line.fetch(address, {
    headers: { accept: 'application/json', 'anthropic-version': '2023-06-01' },
  });
  const listed = Listed.safeParse(await answer.json());
  if (!listed.success) throw new ModelCallFailed('not_understood', 'what it sent is no list of models.');
  const models = listed.data
    .map((name) => name.slice(0, 200))
    .slice(0, MOST)
    .sort();
  return { models, message: models.length === 0 ? 'It has no models yet.' : '' };
}

function listAddress({ provider, baseUrl }: Profile): string | undefined {
  const base = baseUrl.replace(/\/$/, '');
  if (provider === 'anthropic') return `${base.replace(/\/v1$/, '')}/v1/models?limit=${MOST}`;
  if (provider === 'ollama') return `${base.replace(/\/(?:v1|api)$/, '')}/api/tags`;
  return provider.startsWith('langchain:') ? undefined : `${base}/models`;
}
