import { fine } from './recipes.js';
import type { Recipes, Sides } from './recipes.js';

/** Language models, and what they were used for. */
export function recipesOfModels({ theirs: { ids } }: Sides): Recipes {
  const profile = { at: { id: ids.model } };
  const own = `x${ids.signal.slice(-8)}`;
  const local = { provider: 'ollama', base_url: 'http://127.0.0.1:9', model: 'small', api_key: '' };
  return {
    'GET /api/v1/model-profiles': [fine()],
    // Whoever asks has none.
    'GET /api/v1/model-profiles/active': [{ status: 404 }],
    'POST /api/v1/model-profiles': [{ status: 201, body: { name: own, ...local } }],
    'PUT /api/v1/model-profiles/{id}': [{ ...profile, body: { name: 'taken' } }],
    'DELETE /api/v1/model-profiles/{id}': [profile],
    'POST /api/v1/model-profiles/{id}/activate': [profile],
    'POST /api/v1/model-profiles/{id}/test': [profile],
    'GET /api/v1/model-profiles/{id}/models': [profile],
    'GET /api/v1/model-settings': [fine()],
    'PUT /api/v1/model-settings/boundary': [fine({ body: { boundary: 'summaries' } })],
    'PUT /api/v1/model-settings/routing': [
      { status: 400, body: { routing: { task: [ids.model] } } },
      fine({ body: { routing: {} } }),
    ],
    'PUT /api/v1/model-settings/budget': [fine({ body: { day_tokens: 1_000 } })],
    'GET /api/v1/model-usage': [fine({ query: { window: '2160h' } })],
    'GET /api/v1/model-usage/series': [fine({ query: { window: '2160h', by: 'profile' } })],
  };
}
