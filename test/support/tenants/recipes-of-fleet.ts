import { randomUUID } from 'node:crypto';
import { fine } from './recipes.js';
import type { Recipes, Sides } from './recipes.js';

/** Probes, tokens, filters, policies. */
export function recipesOfFleet({ theirs, ownProbe, ownPolicy, asker }: Sides): Recipes {
  const { ids, word, probe, deaf } = theirs;
  const one = { at: { id: probe.id } };
  const site = { at: { id: ids.site } };
  const policy = { at: { id: ids.policy } };
  const scope = { type: 'probe', id: probe.id };
  const inSite = { type: 'site', id: ids.site };
  const line = { command: 'uptime' };
  return {
    'GET /api/v1/probes': [
      fine(),
      fine({ query: { limit: '10', q: word } }),
      fine({ query: { limit: '1', cursor: theirs.places.probes, sort: 'hostname' } }),
    ],
    'GET /api/v1/probes/{id}': [one],
    'DELETE /api/v1/probes/{id}': [one],
    'GET /api/v1/probes/{id}/health': [one],
    'GET /api/v1/probes/{id}/neighbours': [one],
    'GET /api/v1/probes/{id}/vitals': [one, { ...one, query: { step: '3600' } }],
    'GET /api/v1/probes/{id}/timeline': [one, { ...one, query: { kinds: 'audit' } }],
    'GET /api/v1/probes/{id}/policy': [one],
    'PUT /api/v1/probes/{id}/tags': [{ ...one, body: { tags: ['taken'] } }],
    'PUT /api/v1/probes/{id}/site': [
      { ...one, body: { site: null } },
      { at: { id: ownProbe }, body: { site: ids.site } },
    ],
    'POST /api/v1/probes/{id}/apply-policy/{policyId}': [
      { at: { id: probe.id, policyId: 'observe-only' } },
      { at: { id: probe.id, policyId: ids.policy } },
      { at: { id: ownProbe, policyId: ids.policy } },
    ],
    'POST /api/v1/probes/{id}/command/simulate': [
      { ...one, body: line },
      { at: { id: ownProbe }, body: { ...line, policy_id: ids.policy } },
    ],
    'POST /api/v1/policy/simulate': [
      { body: { ...line, probe_id: probe.id } },
      { body: { ...line, policy_id: ids.policy } },
    ],
    'GET /api/v1/policies': [fine()],
    'POST /api/v1/policies': [{ status: 201, body: { name: `of ${asker.id}`, level: 'observe' } }],
    'GET /api/v1/policies/{id}': [policy],
    'PUT /api/v1/policies/{id}': [{ ...policy, body: { name: 'taken', level: 'observe' } }],
    'DELETE /api/v1/policies/{id}': [policy],
    'GET /api/v1/policies/{id}/versions': [policy],
    'GET /api/v1/policies/{id}/versions/{from}/diff/{to}': [{ at: { id: ids.policy, from: '1', to: '2' } }],
    'POST /api/v1/policies/{id}/apply': [
      { ...policy, body: { scope } },
      { at: { id: ownPolicy }, body: { scope } },
      { ...policy, body: { scope: { type: 'probe', id: ownProbe } } },
      { at: { id: ownPolicy }, body: { scope: inSite } },
    ],
    'POST /api/v1/policies/{id}/replay': [
      { ...policy, body: {} },
      fine({ at: { id: ownPolicy }, body: { scope } }),
    ],
    'GET /api/v1/policies/assignments': [fine()],
    'DELETE /api/v1/policies/assignments': [
      fine({ body: { scope: { type: 'tag', id: word } } }),
      { body: { scope } },
    ],
    'POST /api/v1/policies/assignments/preview': [
      { body: { scope, policy_id: ownPolicy } },
      fine({ body: { scope: { type: 'tag', id: word }, policy_id: ownPolicy } }),
      { body: { scope: { type: 'probe', id: ownProbe }, policy_id: ids.policy } },
      { body: { scope: inSite, policy_id: ownPolicy } },
    ],
    'GET /api/v1/policies/drift': [fine()],

    'GET /api/v1/fleet/summary': [fine()],
    'GET /api/v1/fleet/inventory': [fine({ query: { fields: 'services,packages,disks,users' } })],
    'GET /api/v1/fleet/tags': [fine()],
    'POST /api/v1/fleet/tags': [
      fine({ body: { probes: [probe.id], add: ['taken'] } }),
      fine({ body: { q: `tag:${word}`, add: ['taken'] } }),
    ],
    'POST /api/v1/fleet/sites': [
      fine({ body: { probes: [probe.id, deaf.id], site: null } }),
      { body: { probes: [ownProbe], site: ids.site } },
      fine({ body: { q: `site:${ids.site}`, site: null } }),
    ],
    'GET /api/v1/fleet/by-tag/{tag}': [fine({ at: { tag: word } })],
    'POST /api/v1/fleet/cleanup': [fine({ query: { older_than: '1m' } })],
    'POST /api/v1/fleet/removals': [fine({ body: { probes: [probe.id, deaf.id] } })],
    'GET /api/v1/fleet/rows': [
      fine(),
      fine({ query: { q: `tag:${word}` } }),
      fine({ query: { q: `site:${ids.site}` } }),
      fine({ query: { ids: `${probe.id},${deaf.id}` } }),
      fine({ query: { limit: '1', sort: 'hostname', cursor: theirs.places.rows } }),
    ],
    'GET /api/v1/fleet/rows.csv': [fine(), fine({ query: { q: word } })],
    'GET /api/v1/fleet/sparklines': [fine({ query: { ids: probe.id } })],
    'GET /api/v1/fleet/filter-values': [
      fine({ query: { key: 'tag' } }),
      fine({ query: { key: 'policy' } }),
      fine({ query: { key: 'site' } }),
      fine({ query: { key: 'tag', prefix: word } }),
    ],
    'GET /api/v1/fleet/saved-filters': [fine()],
    'PUT /api/v1/fleet/saved-filters/{name}': [fine({ at: { name: 'mine' }, body: { q: 'status:online' } })],
    'DELETE /api/v1/fleet/saved-filters/{name}': [{ at: { name: `${word}-filter` } }],
    'GET /api/v1/sites': [fine()],
    'POST /api/v1/sites': [{ status: 201, body: { name: `Place ${randomUUID()}` } }],
    'GET /api/v1/sites/{id}': [site],
    'GET /api/v1/sites/{id}/summary': [site],
    'PATCH /api/v1/sites/{id}': [{ ...site, body: { name: 'taken' } }],
    'DELETE /api/v1/sites/{id}': [site, { ...site, query: { take_out_probes: 'true' } }],
    'GET /api/v1/tokens': [fine()],
    'POST /api/v1/tokens': [fine({ body: {} }), { body: { site: ids.site } }],
    'DELETE /api/v1/tokens/{id}': [{ at: { id: ids.token } }],
  };
}
