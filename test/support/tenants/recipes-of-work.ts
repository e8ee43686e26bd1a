import { fine } from './recipes.js';
import type { Recipes, Sides } from './recipes.js';

/** Commands, rollouts, directives, freezes and approvals. */
export function recipesOfWork({ theirs, ownProbe, asker }: Sides): Recipes {
  const { ids, word, probe, deaf } = theirs;
  const command = { at: { requestId: ids.command } };
  const approvals = [ids.held, ids.approved, ids.reviewed].map((id) => ({ at: { id } }));
  const rollout = { at: { id: ids.rollout } };
  const line = { command: 'uptime' };
  return {
    'GET /api/v1/approvals': [
      fine(),
      fine({ query: { cursor: ids.approved } }),
      fine({ query: { status: 'pending', limit: '500' } }),
      fine({ query: { decided: 'true' } }),
      fine({ query: { needs_review: 'true' } }),
      fine({ query: { asked_by: 'me' } }),
      fine({ query: { waiting_for: 'me' } }),
    ],
    'GET /api/v1/approvals/{id}': approvals,
    'GET /api/v1/approvals/{id}/evidence': approvals,
    'GET /api/v1/approvals/{id}/outlook': approvals,
    // Upstream calls a request that does not exist a bad one.
    'POST /api/v1/approvals/{id}/decide': approvals.map((one) => ({
      ...one,
      status: 400,
      body: { decision: 'approved', reason: 'yes', confirm: `${word}-web`, decided_by: `${word}-Ana` },
    })),
    'POST /api/v1/approvals/{id}/review': approvals.map((one) => ({
      ...one,

      body: { note: 'seen' },
    })),
    'POST /api/v1/approvals/{id}/withdraw': approvals.map((one) => ({ ...one, body: {} })),

    'POST /api/v1/commands': [
      // Says of each host what became of it there: that it is unknown.
      fine({ body: { ...line, probes: [probe.id] } }),
      fine({ body: { ...line, probes: [ownProbe, probe.id], max_concurrent: 1 } }),
      // None of them is there, for this tenant.
      { status: 502, body: { ...line, probes: [probe.id, deaf.id], max_concurrent: 1 } },
      { body: { ...line, tag: word } },
      { body: { ...line, tag: word, max_concurrent: 1 } },
    ],
    'POST /api/v1/commands/preview': [
      fine({ body: { ...line, probes: [probe.id, ownProbe] } }),
      { body: { ...line, tag: word } },
    ],
    'GET /api/v1/commands/pending': [fine()],
    'GET /api/v1/commands/{requestId}': [command, { at: { requestId: ids.running } }],
    'POST /api/v1/commands/{requestId}/cancel': [
      { at: { requestId: ids.running }, body: {} },
      { at: { requestId: `${word}-held` }, body: {} },
    ],
    // Upstream answers for a name that nobody has used as for one that has said nothing yet.
    'GET /api/v1/commands/{requestId}/replay': [
      fine(command),
      fine({ ...command, query: { last_seq: '0' } }),
      fine({ ...command, query: { resume_token: `${ids.command}:1` } }),
    ],
    'GET /api/v1/commands/{requestId}/stream': [
      fine({ ...command, listenMs: 300 }),
      fine({ ...command, headers: { 'last-event-id': '1' }, listenMs: 300 }),
      fine({ at: { requestId: ids.running }, query: { last_seq: '0' }, listenMs: 300 }),
    ],
    'POST /api/v1/commands/{requestId}/revert': [{ ...command, body: {} }],
    'POST /api/v1/commands/{requestId}/revert/preview': [command],
    'POST /api/v1/fleet/by-tag/{tag}/command': [
      { at: { tag: word }, body: line },
      { at: { tag: word }, body: { ...line, max_concurrent: 1 } },
    ],
    'POST /api/v1/probes/{id}/command': [
      { at: { id: probe.id }, body: line },
      {
        at: { id: deaf.id },
        body: { ...line, breakglass_reason: 'incident_response' },
        query: { wait: 'true' },
      },
      // A name and a key that the other tenant has used: it is a new command here, with an answer of its own.
      fine({
        at: { id: ownProbe },
        body: { ...line, request_id: ids.command },
        headers: { 'idempotency-key': ids.command },
        query: { wait: 'true' },
      }),
      { at: { id: ownProbe }, body: { command: 'systemctl restart it', supersedes: ids.held } },
    ],

    'GET /api/v1/rollouts/{id}': [rollout],
    'POST /api/v1/rollouts/{id}/pause': [{ ...rollout, body: {} }],
    'POST /api/v1/rollouts/{id}/resume': [{ ...rollout, body: {} }],
    'POST /api/v1/rollouts/{id}/stop': [{ ...rollout, body: {} }],

    'GET /api/v1/directive-types': [fine()],
    'GET /api/v1/directives': [
      fine({ query: { limit: '500' } }),
      fine({ query: { cursor: ids.heldDirective } }),
      fine({ query: { subject_type: 'probe', subject_id: probe.id } }),
      fine({ query: { correlation_id: ids.command } }),
    ],
    'POST /api/v1/directives': [
      {
        body: { type: 'policy.apply', payload: { scope: { type: 'probe', id: probe.id }, policy_id: null } },
      },
      {
        body: {
          type: 'policy.apply',
          payload: { scope: { type: 'probe', id: ownProbe }, policy_id: ids.policy },
          idempotency_key: ids.command,
          parent_id: ids.directive,
        },
      },
    ],
    'GET /api/v1/directives/{id}': [ids.directive, ids.heldDirective].map((id) => ({ at: { id } })),
    'GET /api/v1/directives/{id}/attempts': [{ at: { id: ids.directive } }],
    'POST /api/v1/directives/{id}/cancel': [{ at: { id: ids.heldDirective }, body: { reason: 'no' } }],
    'POST /api/v1/directives/{id}/rerun': [{ at: { id: ids.failedDirective }, body: { reason: 'again' } }],
    'GET /api/v1/execution/freeze': [fine()],
    'GET /api/v1/execution/freeze/history': [fine({ query: { before: '2999-01-01T00:00:00Z' } })],
    'POST /api/v1/execution/freeze': [
      {
        status: 201,
        body: { scope: { type: 'tag', id: word }, reason: asker.id, until: '2999-01-01T00:00:00Z' },
      },
      // A freeze may come before what it freezes, so the id only has to look like one.
      { status: 201, body: { scope: { type: 'probe', id: probe.id }, reason: asker.id } },
    ],
    'DELETE /api/v1/execution/freeze': [{ body: { id: ids.freeze } }],
  };
}
