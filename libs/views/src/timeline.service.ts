import { Injectable } from '@nestjs/common';
import type { Timeline, TimelineEntry, TimelineQuery } from '@legator/contracts';
import { currentContext, may, mayBeTold, notFound, Transactions } from '@legator/core';
import type { Actor, Tx } from '@legator/core';
import { readNote } from './audit-note.js';
import type { AuditNote } from './audit-note.js';
import { mergeNewest } from './merge-timeline.js';
import type { Branch } from './merge-timeline.js';
import { newestFirst, readPlace, writePlace } from './timeline-cursor.js';
import { auditEntry, directiveEntry, directiveOf, signalEntry, tellsFirstRequest } from './timeline-entry.js';
import { TimelineStore } from './timeline.store.js';
import type { DirectiveRow, SignalRow, Stretch } from './timeline.store.js';

type Note = AuditNote & { readonly kind: 'audit' };
type Told = SignalRow | DirectiveRow | Note;

/** What the reader wants and may see. */
interface Reach {
  readonly actor: Actor;
  readonly tenantId: string;
  readonly signals: boolean;
  readonly directives: boolean;
  readonly entries: boolean;
  readonly mayReadAudit: boolean;
  readonly mayReadDirectives: boolean;
}

/** Everything that happened to a probe in one list: what is told by several records is in it once. */
@Injectable()
export class Timelines {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: TimelineStore,
  ) {}

  /** @throws `not_found` for a probe that is not there and never was, and for another tenant's */
  page(probeId: string, query: TimelineQuery): Promise<Timeline> {
    const before = query.before === undefined ? undefined : readPlace(query.before);
    const reach = reachOf(currentContext().actor, query.kinds);
    const stretch: Stretch = { probeId, before, limit: query.limit + 1 };
    return this.transactions.run(async (tx) => {
      const inFleet = await this.store.isInFleet(tx, probeId);
      if (!inFleet && !(await this.store.leftTraces(tx, probeId))) throw notFound('probe', probeId);
      // Before what is sealed: an entry that is sealed meanwhile is then read twice instead of never.
      const waiting = reach.mayReadAudit ? await this.waiting(tx, reach.tenantId, probeId) : [];
      const branches = await this.read(tx, reach, stretch, waiting);
      const hidden = await this.toldOtherwise(tx, reach, probeId, branches);
      const { page, next } = mergeNewest(branches, query.limit, hidden);
      const entries = await this.entries(tx, reach, probeId, page, waiting);
      return { probe_id: probeId, removed: !inFleet, entries, next_cursor: next && writePlace(next) };
    });
  }

  private async read(
    tx: Tx,
    reach: Reach,
    stretch: Stretch,
    waiting: readonly Note[],
  ): Promise<Branch<Told>[]> {
    const { limit, before } = stretch;
    const branches: Branch<Told>[] = [];
    if (reach.signals) branches.push({ rows: await this.store.signals(tx, stretch), limit });
    if (reach.directives) branches.push({ rows: await this.store.directives(tx, stretch), limit });
    if (!reach.entries) return branches;
    const sealed = (await this.store.entries(tx, reach.tenantId, stretch)).map(toNote);
    const ids = new Set(sealed.map(({ id }) => id));
    const fresh = waiting.filter((one) => !ids.has(one.id) && (!before || newestFirst(before, one) < 0));
    return [...branches, { rows: sealed, limit }, { rows: fresh, limit: Infinity }];
  }

  private async waiting(tx: Tx, tenantId: string, probeId: string): Promise<Note[]> {
    const rows = await this.store.waiting(tx, tenantId, probeId);
    const notes = rows.map((row) => toNote({ ...row, index: null }));
    return notes.filter((note) => note.probeId === probeId && note.at !== '').sort(newestFirst);
  }

  /** What another entry tells already: entries of the trail by their signal, a request by its directive. */
  private async toldOtherwise(
    tx: Tx,
    reach: Reach,
    probeId: string,
    branches: readonly Branch<Told>[],
  ): Promise<(row: Told) => boolean> {
    const rows = branches.flatMap((branch) => branch.rows);
    const ids = rows.flatMap((row) => (row.kind === 'audit' && isUuid(row.signalId) ? [row.signalId] : []));
    const shown = reach.signals ? await this.store.known(tx, probeId, ids) : new Set<string>();
    return (row) => {
      if (row.kind === 'audit') return row.signalId !== undefined && shown.has(row.signalId);
      return row.kind === 'signal' && reach.directives && tellsFirstRequest(row);
    };
  }

  private async entries(
    tx: Tx,
    reach: Reach,
    probeId: string,
    page: readonly Told[],
    waiting: readonly Note[],
  ): Promise<TimelineEntry[]> {
    const signals = page.filter((row) => row.kind === 'signal');
    const directives = page.filter((row) => row.kind === 'directive');
    const ids = reach.mayReadDirectives ? signals.flatMap((row) => directiveOf(row) ?? []) : [];
    const behind = await this.store.directivesBehind(tx, [...new Set(ids)]);
    const firsts = await this.store.firstRequests(
      tx,
      directives.map(({ id }) => id),
    );
    const times = [...signals, ...firsts.values()].map(({ at }) => at);
    const audits = await this.audits(tx, reach, probeId, { times, waiting });
    return page.map((row) => {
      if (row.kind === 'audit') return auditEntry(row);
      const first = firsts.get(row.id);
      if (row.kind === 'directive') return directiveEntry(row, first, first && audits.get(first.id));
      const about = behind.get(directiveOf(row) ?? '');
      return signalEntry(row, { audit: audits.get(row.id), behind: about, isClosed: isClosed(reach, row) });
    });
  }

  /** The entry of each signal, by the signal's id. An entry has the time of its signal. */
  private async audits(
    tx: Tx,
    { mayReadAudit, tenantId }: Reach,
    probeId: string,
    { times, waiting }: { times: readonly string[]; waiting: readonly Note[] },
  ): Promise<Map<string | undefined, Note>> {
    if (!mayReadAudit || times.length === 0) return new Map();
    const sealed = await this.store.entriesAt(tx, tenantId, probeId, times);
    return new Map([...waiting, ...sealed.map(toNote)].map((note) => [note.signalId, note]));
  }
}

function reachOf(actor: Actor, kinds: TimelineQuery['kinds']): Reach {
  const mayReadAudit = may(actor, 'audit:read');
  const mayReadDirectives = may(actor, 'directive:read');
  return {
    actor,
    tenantId: actor.tenantId,
    signals: kinds.includes('signal'),
    directives: kinds.includes('directive') && mayReadDirectives,
    entries: kinds.includes('audit') && mayReadAudit,
    mayReadAudit,
    mayReadDirectives,
  };
}

/** By the rule of the feed; what is about a directive, whatever else it is, only for who may read those. */
function isClosed({ actor, mayReadDirectives }: Reach, row: SignalRow): boolean {
  const subject = { type: row.subject_type, id: row.subject_id };
  if (directiveOf(row) !== undefined && !mayReadDirectives) return true;
  return !mayBeTold(actor, { type: row.type, subject, payload: row.payload });
}

function toNote(row: Parameters<typeof readNote>[0]): Note {
  return { ...readNote(row), kind: 'audit' };
}

function isUuid(id: string | undefined): id is string {
  return id !== undefined && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}
