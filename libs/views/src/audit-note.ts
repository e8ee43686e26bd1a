import type { AuditRow } from './timeline.store.js';

/** What an entry of the trail says, as far as its text can be read. */
export interface AuditNote {
  readonly id: string;
  readonly at: string;
  readonly index: number | null;
  readonly signalId: string | undefined;
  readonly probeId: string | undefined;
  readonly type: string;
  readonly summary: string;
  readonly actor: { readonly type: string; readonly id: string; readonly name: string };
  readonly directiveId: string | undefined;
}

/** A damaged text is shown as what it is; the verification says what is wrong with it. */
export function readNote({
  id,
  body,
  index,
  at,
}: Pick<AuditRow, 'id' | 'body' | 'index'> & { at?: string }): AuditNote {
  const fields = parsed(body);
  const subject = (fields['subject'] ?? {}) as Record<string, unknown>;
  return {
    id,
    at: at ?? withMicroseconds(text(fields['timestamp'])),
    index,
    signalId: text(fields['signal_id']) || undefined,
    probeId: text(fields['probe_id']) || undefined,
    type: text(fields['type']) || 'audit.unreadable',
    summary: text(fields['summary']) || body.slice(0, 1_000),
    actor: {
      type: text(fields['actor_type']) || 'unknown',
      id: text(fields['actor_id']),
      name: text(fields['actor']),
    },
    directiveId: subject['type'] === 'directive' ? text(subject['id']) || undefined : undefined,
  };
}

function parsed(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Times of unsealed entries have milliseconds; places have microseconds. What is no time comes out empty. */
function withMicroseconds(timestamp: string): string {
  return /\.\d{3}Z$/.test(timestamp) ? timestamp.replace(/Z$/, '000Z') : '';
}
