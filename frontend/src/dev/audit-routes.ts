import { inject } from '@angular/core';
import { auditEntry } from '../app/core/api/fn/audit/audit-entry';
import { auditKey } from '../app/core/api/fn/audit/audit-key';
import { auditList } from '../app/core/api/fn/audit/audit-list';
import { auditTypes } from '../app/core/api/fn/audit/audit-types';
import { auditVerify } from '../app/core/api/fn/audit/audit-verify';
import type { AuditEvent } from '../app/core/api/models';
import { DemoRefusal, on, type DemoRoute } from './demo-route';
import { DemoWorld } from './demo-world';
import { pageOf } from './paging';

/** The trail and its verification. */
export function auditRoutes(): readonly DemoRoute[] {
  const world = inject(DemoWorld);
  return [
    on(auditList(), ({ query }) => {
      const found = world.trail.filter((entry) => matches(entry, query));
      const limit = Number(query.get('limit') ?? 50);
      const { page, next } = pageOf(found, ({ id }) => id, { cursor: query.get('cursor'), limit });
      return { events: page, total: world.trail.length, next_cursor: next ?? '', has_more: next !== null };
    }),
    on(auditTypes(), () => ({ types: [...new Set(world.trail.map(({ type }) => type))].sort() })),
    on(auditKey(), () => ({
      kid: 'ff25669e336c4268',
      algorithm: 'Ed25519' as const,
      public_key: 'A'.repeat(43),
      public_key_pem: '-----BEGIN PUBLIC KEY-----\nThis is a demo.\n-----END PUBLIC KEY-----\n',
    })),
    on(auditVerify(), () => {
      const sealed = world.trail.filter((entry) => entry.sealed);
      const newest = sealed[0];
      return {
        valid: true,
        entries_checked: sealed.length,
        first_invalid_at: null,
        first_invalid_index: null,
        reason: null,
        last_index: newest?.index ?? 0,
        checkpoint: newest
          ? {
              checkpoint: {
                v: 1 as const,
                tenant: 'default',
                index: newest.index ?? 0,
                link: newest.link ?? '',
                at: newest.timestamp,
                kid: 'ff25669e336c4268',
              },
              sig: 'demo',
            }
          : null,
      };
    }),
    // Behind those with a name of their own: its pattern fits them too.
    on(auditEntry({ id: ':id' }), ({ params: { id } }) => {
      const at = world.trail.findIndex((entry) => entry.id === id);
      const entry = world.trail[at];
      if (!entry) throw new DemoRefusal(404, 'not_found', `There is no entry ${id}.`);
      const previous = world.trail[at + 1]?.link;
      return { ...entry, ...(entry.sealed && previous ? { previous_link: previous } : {}) };
    }),
  ];
}

function matches(entry: AuditEvent, query: URLSearchParams): boolean {
  const is = (name: string, value: string | undefined) => !query.get(name) || query.get(name) === value;
  const [since, until] = [query.get('since'), query.get('until')];
  return (
    is('probe_id', entry.probe_id) &&
    is('type', entry.type) &&
    is('actor', entry.actor_id) &&
    is('subject_type', entry.subject?.type) &&
    is('subject_id', entry.subject?.id) &&
    (!since || entry.timestamp >= since) &&
    (!until || entry.timestamp <= until)
  );
}
