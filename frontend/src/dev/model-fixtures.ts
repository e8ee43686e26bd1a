import type { ModelProfileView, ModelSettingsView, ModelTest } from '../app/core/api/models';

export const HOUR_MS = 3_600_000;

/** A model of the demo. */
export function aProfile(over: Partial<ModelProfileView>): ModelProfileView {
  return {
    ...{
      id: 'mdl-0',
      name: 'model',
      provider: 'openai',
      base_url: 'https://api.openai.com/v1',
      model: 'gpt',
    },
    ...{ api_key_masked: 'sk-...9f2c', is_active: false, source: 'db', is_local: false, tools: 'native' },
    ...{ created_at: '2026-10-02T08:00:00Z', updated_at: '2026-11-14T09:30:00Z' },
    ...{ context_tokens: 128_000, max_output_tokens: null, price_in: null, price_out: null },
    ...over,
  };
}

export const DEMO_PROFILES: readonly ModelProfileView[] = [
  aProfile({
    ...{ id: 'mdl-1', name: 'ops-primary', provider: 'anthropic', base_url: 'https://api.anthropic.com' },
    ...{ model: 'claude-sonnet-4-5', is_active: true, context_tokens: 200_000, price_in: 3, price_out: 15 },
  }),
  aProfile({
    ...{ id: 'mdl-2', name: 'rack-local', provider: 'ollama', base_url: 'http://10.4.8.20:11434' },
    ...{ model: 'qwen3:32b', is_local: true, api_key_masked: '', context_tokens: 32_768 },
  }),
  aProfile({
    ...{ id: 'mdl-3', name: 'spare', base_url: 'https://llm.example.net/v1', provider: 'vllm' },
    ...{ model: 'meta-llama/Llama-3.3-70B-Instruct', price_in: 0.9, price_out: 0.9 },
  }),
  aProfile({
    ...{ id: 'env', name: 'Environment', model: 'gpt-5-mini', source: 'env', api_key_masked: '****' },
  }),
];

export const DEMO_SETTINGS: ModelSettingsView = {
  boundary: 'local_only',
  routing: { 'fleet-chat': ['mdl-1', 'mdl-3'], task: ['mdl-2'] },
  budget: { day_tokens: 1_000_000, day_cost: 6, month_tokens: null, month_cost: 90, warn_percent: 80 },
  spent: { day: { tokens: 412_300, cost: 5.12 }, month: { tokens: 9_840_000, cost: 38.4 } },
};

/** The spare one has a key that is not taken. */
export function demoTest(id: string): ModelTest {
  if (id === 'mdl-3')
    return {
      ...{ ok: false, latency_ms: 180, first_token_ms: null, answer: null, cause: 'wrong_key' },
      message: 'it does not take the key (401). It says: Incorrect API key provided.',
    };
  return {
    ...{ ok: true, latency_ms: 1_240, first_token_ms: 412, answer: 'Yes, I am here.', cause: null },
    message: 'It answers.',
  };
}
