import type { Profile } from './profiles/profile.js';

/** A profile of a model elsewhere, at a provider that speaks like OpenAI. */
export function aProfile(over: Partial<Profile> = {}): Profile {
  const now = new Date('2026-01-01T00:00:00Z');
  return {
    ...{ id: 'p1', name: 'Outside', provider: 'openai', baseUrl: 'https://llm.example.com/v1', model: 'm' },
    ...{ keyMasked: '****', isLocal: false, isActive: true, tools: 'native', contextTokens: 32_768 },
    ...{ maxOutputTokens: null, priceIn: null, priceOut: null, createdAt: now, updatedAt: now, source: 'db' },
    ...over,
  };
}
