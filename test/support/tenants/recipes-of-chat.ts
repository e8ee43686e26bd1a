import { fine } from './recipes.js';
import type { Recipes, Sides } from './recipes.js';

/** Conversations, and upstream's ways into them. */
export function recipesOfChat({ theirs, ownProbe }: Sides): Recipes {
  const { ids, word, probe } = theirs;
  const at = { id: ids.conversation };
  const content = `Is ${word} there?`;
  return {
    'GET /api/v1/conversations': [
      fine(),
      fine({ query: { q: word } }),
      fine({ query: { scope: 'probe', probe_id: probe.id } }),
    ],
    'POST /api/v1/conversations': [{ body: { scope: 'probe', probe_id: probe.id } }],
    'GET /api/v1/conversations/{id}': [{ at }],
    'PATCH /api/v1/conversations/{id}': [{ at, body: { title: 'taken' } }],
    'DELETE /api/v1/conversations/{id}': [{ at }],
    'GET /api/v1/conversations/{id}/messages': [{ at }],
    'POST /api/v1/conversations/{id}/messages': [
      { at, body: { content } },
      { at, query: { wait: 'true' }, body: { content } },
      { at, body: { content }, headers: { accept: 'text/event-stream' } },
    ],
    'GET /api/v1/conversations/{id}/events': [{ at }, { at, query: { after: '0' } }],
    'GET /api/v1/conversations/{id}/export': [{ at }, { at, query: { format: 'json' } }],
    'GET /api/v1/conversations/{id}/turns/{turnId}/runs/{stepId}': [
      { at: { ...at, turnId: ids.turn, stepId: `${word}-call` } },
    ],
    'POST /api/v1/conversations/{id}/stop': [
      { at, body: {} },
      { at, body: { turn_id: ids.turn } },
    ],
    'POST /api/v1/conversations/{id}/messages/{messageId}/feedback': [
      { at: { ...at, messageId: ids.message }, body: { verdict: 'right' } },
    ],
    'GET /api/v1/fleet/chat': [fine({ query: { limit: '500' } })],
    'POST /api/v1/fleet/chat': [{ status: 201, body: { content } }],
    'GET /api/v1/probes/{id}/chat': [{ at: { id: probe.id } }, fine({ at: { id: ownProbe } })],
    'POST /api/v1/probes/{id}/chat': [{ at: { id: probe.id }, body: { content } }],
    // Without a model nobody hears what there is.
    'POST /api/v1/probes/{id}/task': [{ status: 503, at: { id: probe.id }, body: { task: content } }],
    'DELETE /api/v1/probes/{id}/chat': [{ at: { id: probe.id } }, fine({ at: { id: 'fleet' } })],
  };
}
