import { fine } from './recipes.js';
import type { Recipes, Sides } from './recipes.js';

/** Facts, the trail, keys, what is shown to everybody. */
export function recipesOfGround({ theirs, asker }: Sides): Recipes {
  const { ids, word, probe } = theirs;
  const signal = { at: { id: ids.signal } };
  return {
    'GET /healthz': [fine()],
    'GET /readyz': [fine()],
    'GET /version': [fine()],
    'GET /api/v1/metrics': [fine()],
    'GET /api/v1/events': [
      fine({ listenMs: 400 }),
      fine({ headers: { 'last-event-id': '0' }, listenMs: 400 }),
      fine({ headers: { 'last-event-id': '1' }, listenMs: 400 }),
      fine({ query: { last_event_id: '3', types: 'custom.*' }, listenMs: 400 }),
    ],
    'GET /api/v1/overview/needs': [fine()],
    'GET /api/v1/overview/activity': [fine()],
    'GET /api/v1/overview/capacity': [fine()],
    'GET /api/v1/overview/decided': [fine()],
    'GET /api/v1/overview/status': [fine()],

    'GET /api/v1/audit': [
      fine({ query: { limit: '500' } }),
      fine({ query: { probe_id: probe.id } }),
      { status: 400, query: { cursor: ids.entry } },
      fine({ query: { subject_type: 'api.key', subject_id: ids.key } }),
      fine({ query: { type: 'command.sent' } }),
    ],
    'GET /api/v1/audit/{id}': [{ at: { id: ids.entry } }],
    'GET /api/v1/audit/types': [fine()],
    'GET /api/v1/audit/key': [fine()],
    'GET /api/v1/audit/verify': [fine(), { status: 400, query: { checkpoint: ids.checkpoint } }],
    'GET /api/v1/audit/checkpoints': [fine(), fine({ query: { before: '999999' } })],
    'GET /api/v1/audit/export': [fine(), fine({ query: { probe_id: probe.id } })],
    'GET /api/v1/audit/export/csv': [fine(), fine({ query: { probe_id: probe.id } })],

    'GET /api/v1/signals': [
      fine({ query: { limit: '500' } }),
      fine({ query: { subject_type: 'service', subject_id: `${word}-service` } }),
      fine({ query: { subject_type: 'service', subject_id: `${word}-other` } }),
      fine({ query: { cursor: theirs.places.signals } }),
      fine({ query: { type: 'custom.*' } }),
    ],
    'POST /api/v1/signals': [
      {
        // Its key has been used, in the other tenant: that is no duplicate here.
        status: 201,
        body: {
          ...{ type: 'custom.told', subject: { type: 'service', id: asker.id }, summary: asker.id },
          dedupe_key: `${word}-once`,
        },
      },
    ],
    'GET /api/v1/signals/{id}': [signal],
    'GET /api/v1/signals/{id}/deliveries': [signal],
    'GET /api/v1/signal-handlers': [fine()],
    'POST /api/v1/signal-deliveries/{id}/retry': [{ at: { id: ids.delivery } }],
    'POST /api/v1/signals/replay': [
      // There is no handler that belongs to a tenant; one that nobody has is a wrong word.
      {
        status: 400,
        body: { handler: `${word}-replay`, from_seq: 1, to_seq: 99_999, reason: 'all', dry_run: true },
      },
    ],
    'GET /api/v1/signals/replays/{id}': [{ at: { id: ids.replay } }],
    'POST /api/v1/register': [
      { status: 401, body: { token: `prb_${'0'.repeat(64)}`, hostname: `${word}-web` } },
    ],
  };
}
