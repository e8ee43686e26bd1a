import type { Tenant } from './tenant.js';

/** A model that was asked and could not be reached: a profile, its key, a budget, and usage. */
export async function askedModel(tenant: Tenant, word: string): Promise<string> {
  const { profile } = await tenant.must<{ profile: { id: string } }>('POST', '/model-profiles', {
    ...{ name: `${word}-model`, provider: 'ollama', base_url: `http://127.0.0.1:9/${word}` },
    ...{ model: `${word}-small`, api_key: `${word}-key-of-the-model`, is_active: true },
  });
  await tenant.must('PUT', '/model-settings/budget', { month_tokens: 1_000_000 });
  await tenant.must('POST', `/model-profiles/${profile.id}/test`);
  return profile.id;
}
