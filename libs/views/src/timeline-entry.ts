import { Level, Risk } from '@legator/contracts';
import type { TimelineEntry } from '@legator/contracts';
import type { AuditNote } from './audit-note.js';
import type { Behind, DirectiveRow, FirstRequest, SignalRow } from './timeline.store.js';

const SHORT = 200;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What is told beside a signal, as far as the reader may know it. */
export interface Beside {
  readonly audit: AuditNote | undefined;
  readonly behind: Behind | undefined;
  /** The reader may not know what it says, only that it happened. */
  readonly isClosed: boolean;
}

export function signalEntry(row: SignalRow, { audit, behind, isClosed }: Beside): TimelineEntry {
  const { payload } = row;
  return leaveOut({
    ...head(row),
    kind: 'signal',
    type: row.type,
    summary: isClosed ? plainWords(row.type) : row.summary,
    actor: leaveOut({ type: row.actor_type, id: row.actor_id, name: audit?.actor.name || undefined }),
    status: short(payload['status'], 64),
    directive_id: directiveOf(row),
    request_id: short(payload['request_id'], 128),
    exit_code: Number.isSafeInteger(payload['exit_code']) ? (payload['exit_code'] as number) : undefined,
    command: commandOf(behind),
    risk: Risk.safeParse(payload['risk'] ?? behind?.risk).data,
    level: Level.safeParse(payload['level'] ?? behind?.level).data,
    audit: place(audit),
    late: row.late ? true : undefined,
    same_as: audit?.id,
  });
}

export function directiveEntry(
  row: DirectiveRow,
  first: FirstRequest | undefined,
  audit: AuditNote | undefined,
): TimelineEntry {
  return leaveOut({
    ...head(row),
    kind: 'directive',
    type: row.type,
    summary: row.summary,
    actor: { type: row.requested_by_type, id: row.requested_by_id, name: row.requested_by_name },
    status: row.status,
    gate: row.gate,
    directive_id: row.id,
    request_id: row.request_id ?? undefined,
    exit_code: row.exit_code ?? undefined,
    command: commandOf(row),
    risk: Risk.safeParse(row.risk).data,
    level: Level.safeParse(row.level).data,
    audit: place(audit),
    same_as: first?.id,
  });
}

export function auditEntry(note: AuditNote): TimelineEntry {
  return leaveOut({
    ...head(note),
    kind: 'audit',
    type: note.type,
    summary: note.summary,
    actor: note.actor,
    directive_id: note.directiveId,
    audit: place(note),
    index: note.index ?? undefined,
  });
}

/** The directive that a fact is about, itself or by its payload. */
export function directiveOf({ subject_type, subject_id, payload }: SignalRow): string | undefined {
  const id = subject_type === 'directive' ? subject_id : payload['directive_id'];
  return typeof id === 'string' && UUID.test(id) ? id : undefined;
}

/** A directive is told by its own entry; the fact that it was requested would say it again. */
export function tellsFirstRequest({ type, subject_type, payload }: SignalRow): boolean {
  return type === 'directive.requested' && subject_type === 'directive' && payload['attempt'] === 0;
}

function head({ id, at }: { id: string; at: string }) {
  return { id, at: new Date(at).toISOString() };
}

function commandOf(directive: Pick<Behind, 'type' | 'summary'> | undefined): string | undefined {
  return directive?.type === 'command.run' ? directive.summary.slice(0, SHORT) : undefined;
}

function place(audit: AuditNote | undefined): TimelineEntry['audit'] {
  return audit && leaveOut({ sealed: audit.index !== null, index: audit.index ?? undefined });
}

function short(value: unknown, max: number): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, max) : undefined;
}

/** `command.dispatched` becomes `Command dispatched`. */
function plainWords(type: string): string {
  const words = type.replaceAll(/[._]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function leaveOut<T extends object>(entry: T): T {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as T;
}
