import { Injectable } from '@nestjs/common';
import type {
  AuditCheckpointsQuery,
  AuditEntryDetail,
  AuditEvent,
  AuditFilter,
  AuditPage,
  AuditQuery,
  AuditTypes,
  SignedCheckpoint,
} from '@legator/contracts';
import { currentContext, invalidAt, notFound, Transactions } from '@legator/core';
import { GENESIS_LINK, parseCheckpoint } from '@legator/wire';
import { AuditStore } from './audit.store.js';
import type { ListedRow } from './audit.store.js';
import { sealable } from './sealable.js';
import type { InboxRow, Sealable } from './sealable.js';

/** So many unsealed entries are looked through; more than that wait only while sealing does not work. */
const UNSEALED_SHOWN = 2_000;
const TYPES_SHOWN = 1_000;

/** The trail of the tenant of whoever asks, newest first. */
@Injectable()
export class Trail {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: AuditStore,
  ) {}

  /** What is not sealed yet comes first and says so. A page is as of one moment, whatever is sealed meanwhile. */
  async page(query: AuditQuery): Promise<AuditPage> {
    const { tenantId } = currentContext().actor;
    const cursor = query.cursor?.toLowerCase();
    const { waiting, sealed, known, total } = await this.transactions.run((tx) =>
      this.store.listing(tx, tenantId, query, { cursor, limit: query.limit + 1, waiting: UNSEALED_SHOWN }),
    );
    const found = [
      ...unsealedEvents(known ? [] : behind(waiting, cursor), query),
      ...sealed.map(sealedEvent),
    ];
    const events = found.slice(0, query.limit);
    const has_more = found.length > query.limit;
    return { events, total, next_cursor: has_more ? events.at(-1)!.id : '', has_more };
  }

  /** @throws `not_found`, for an entry of another tenant as well */
  async entry(id: string): Promise<AuditEntryDetail> {
    const { tenantId } = currentContext().actor;
    const found = await this.transactions.run((tx) => this.store.entry(tx, tenantId, id));
    if (!found) throw notFound('audit entry', id);
    if ('waiting' in found) {
      const { body } = sealable(found.waiting);
      return { ...(JSON.parse(body) as AuditEvent), sealed: false };
    }
    const { sealed } = found;
    const previous = sealed.idx === 1 ? GENESIS_LINK : sealed.previous_link;
    return { ...sealedEvent(sealed), ...(previous === null ? {} : { previous_link: previous }) };
  }

  /** What there is to filter by. */
  async types(): Promise<AuditTypes> {
    const { tenantId } = currentContext().actor;
    return { types: await this.transactions.run((tx) => this.store.types(tx, tenantId, TYPES_SHOWN)) };
  }

  /** Signed checkpoints, newest first; any of them kept elsewhere proves the chain up to its index. */
  checkpoints(query: AuditCheckpointsQuery): Promise<{ checkpoints: SignedCheckpoint[] }> {
    const { tenantId } = currentContext().actor;
    return this.transactions.run(async (tx) => {
      const rows = await this.store.checkpoints(tx, tenantId, query);
      const checkpoints = rows.map(({ line }) => parseCheckpoint(line));
      return { checkpoints: checkpoints.filter((one) => one !== undefined) };
    });
  }
}

/** What is older than the event of the cursor, which must be one of them. */
function behind(waiting: readonly InboxRow[], cursor: string | undefined): readonly InboxRow[] {
  if (cursor === undefined) return waiting;
  const at = waiting.findIndex(({ entry_id }) => entry_id === cursor);
  if (at < 0) throw invalidAt('cursor', 'there is no event with this id');
  return waiting.slice(at + 1);
}

function unsealedEvents(rows: readonly InboxRow[], filter: AuditFilter): AuditEvent[] {
  return rows
    .map(sealable)
    .filter((entry) => matches(entry, filter))
    .map(({ body }) => ({ ...(JSON.parse(body) as AuditEvent), sealed: false }));
}

/** An entry with its place in the chain. */
export function sealedEvent({ body, idx, entry_hash, link }: ListedRow): AuditEvent {
  return { ...(parsed(body) as AuditEvent), sealed: true, index: idx, entry_hash, link };
}

/** A stored text may have been damaged; the list shows it all the same, and the verification says what is wrong. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return { summary: body.slice(0, 1_000), type: 'audit.unreadable' };
  }
}

/** The same as the filter of the store, for what waits. */
function matches(entry: Sealable, filter: AuditFilter): boolean {
  const at = Date.parse(entry.at);
  return (
    is(filter.probe_id, entry.probe_id) &&
    is(filter.type, entry.type) &&
    is(filter.actor, entry.actor_id) &&
    is(filter.subject_type, entry.subject_type) &&
    is(filter.subject_id, entry.subject_id) &&
    (filter.since === undefined || at >= Date.parse(filter.since)) &&
    (filter.until === undefined || at <= Date.parse(filter.until))
  );
}

function is(wanted: string | undefined, found: string | null): boolean {
  return wanted === undefined || wanted === found;
}
