import { readModelEnvironment } from './model-environment.js';

const OUTSIDE = { LEGATOR_LLM_MODEL: 'gpt-x', LEGATOR_LLM_API_KEY: 'sk-1' };

it('names no model where nothing is set', () => {
  expect(readModelEnvironment({})).toBeUndefined();
});

it('takes a model and a key, and knows where providers are', () => {
  expect(readModelEnvironment(OUTSIDE)).toEqual({
    ...{ provider: 'openai', baseUrl: 'https://api.openai.com/v1', model: 'gpt-x', apiKey: 'sk-1' },
    ...{ isLocal: false, tools: 'native', contextTokens: undefined },
  });
  expect(readModelEnvironment({ ...OUTSIDE, LEGATOR_LLM_PROVIDER: 'Anthropic' })).toMatchObject({
    provider: 'anthropic',
    baseUrl: 'https://api.anthropic.com',
  });
});

it.each([
  ['http://127.0.0.1:11434', undefined, true],
  ['http://10.1.2.3:8000/v1', undefined, true],
  ['http://localhost:1234', undefined, true],
  ['http://llm.lan:8000/v1', 'true', true],
  ['https://llm.example.com/v1', undefined, false],
])('takes the model at %s, said to be local: %s', (LEGATOR_LLM_BASE_URL, LEGATOR_LLM_LOCAL, isLocal) => {
  const env = { ...OUTSIDE, LEGATOR_LLM_BASE_URL, LEGATOR_LLM_LOCAL };
  expect(readModelEnvironment(env)).toMatchObject({ baseUrl: LEGATOR_LLM_BASE_URL, isLocal });
});

it('needs no key for a model in the house', () => {
  const env = { LEGATOR_LLM_PROVIDER: 'ollama', LEGATOR_LLM_MODEL: 'llama' };
  expect(readModelEnvironment(env)).toMatchObject({ isLocal: true, apiKey: undefined });
});

it.each([
  ['LEGATOR_LLM_MODEL', { LEGATOR_LLM_API_KEY: 'x' }],
  ['LEGATOR_LLM_API_KEY', { LEGATOR_LLM_MODEL: 'x' }],
  ['LEGATOR_LLM_LOCAL', { ...OUTSIDE, LEGATOR_LLM_BASE_URL: 'http://llm.lan/v1' }],
  ['LEGATOR_LLM_LOCAL', { ...OUTSIDE, LEGATOR_LLM_LOCAL: 'maybe' }],
  ['LEGATOR_LLM_BASE_URL', { ...OUTSIDE, LEGATOR_LLM_BASE_URL: 'ftp://x' }],
  ['LEGATOR_LLM_TOOLS', { ...OUTSIDE, LEGATOR_LLM_TOOLS: 'some' }],
  ['LEGATOR_LLM_CONTEXT', { ...OUTSIDE, LEGATOR_LLM_CONTEXT: 'many' }],
  ['LEGATOR_LLM_API_KEY', { ...OUTSIDE, LEGATOR_LLM_API_KEY: 'two\nlines' }],
])('stops the start and names %s', (name, env: Record<string, string>) => {
  expect(() => readModelEnvironment(env)).toThrow(name);
});
