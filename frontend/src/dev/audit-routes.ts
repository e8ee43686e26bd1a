import { inject } from '@angular/core';
import { auditList } from '../app/core/api/fn/audit/audit-list';
import { auditVerify } from '../app/core/api/fn/audit/audit-verify';
import type { AuditEvent } from '../app/core/api/models';
import { on, type DemoRoute } from './demo-route';
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
    on(auditVerify(), () => {
      const sealed = world.trail.filter((entry) => entry.sealed);
      return {
        valid: true,
        entries_checked: sealed.length,
        first_invalid_at: null,
        first_invalid_index: null,
        reason: null,
        last_index: sealed[0]?.index ?? 0,
        checkpoint: null,
      };
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
