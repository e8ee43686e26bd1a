import type { DeliveryView, ReplayView, SignalView } from '@legator/contracts';

type Row = Record<string, unknown>;

const given = <T>(value: unknown) => (value ?? undefined) as T | undefined;
const time = (value: unknown) => (value as Date).toISOString();

/** A row of `core_signal`, with its number where it has one. */
export function toSignalView(row: Row): SignalView {
  return {
    id: row['id'] as string,
    seq: row['seq'] === null ? undefined : Number(row['seq']),
    type: row['type'] as string,
    subject: { type: row['subject_type'] as string, id: row['subject_id'] as string },
    summary: row['summary'] as string,
    payload: row['payload'] as Record<string, unknown>,
    probe_id: given(row['probe_id']),
    actor: { type: row['actor_type'] as string, id: row['actor_id'] as string },
    occurred_at: time(row['occurred_at']),
    recorded_at: time(row['recorded_at']),
    correlation_id: given(row['correlation_id']),
    causation: row['causation_id']
      ? { kind: row['causation_kind'] as string, id: row['causation_id'] as string }
      : undefined,
    dedupe_key: given(row['dedupe_key']),
    source: given(row['source']),
    source_event_id: given(row['source_event_id']),
    late: row['late'] as boolean,
  };
}

/** A row of `core_delivery`. */
export function toDeliveryView(row: Row): DeliveryView {
  const state = row['state'] as DeliveryView['state'];
  return {
    id: row['id'] as string,
    handler: row['handler'] as string,
    replay_id: given(row['replay_id']),
    state,
    attempts: row['attempts'] as number,
    next_attempt_at: state === 'pending' ? time(row['next_attempt_at']) : undefined,
    last_error: given(row['last_error']),
    delivered_at: row['delivered_at'] ? time(row['delivered_at']) : undefined,
  };
}

/** A row of `core_replay`. */
export function toReplayView(row: Row): ReplayView {
  return {
    id: row['id'] as string,
    handler: row['handler'] as string,
    types: row['types'] as string[],
    from_seq: Number(row['from_seq']),
    to_seq: Number(row['to_seq']),
    cursor: Number(row['cursor']),
    total: row['total'] as number,
    delivered: row['delivered'] as number,
    failed: row['failed'] as number,
    state: row['state'] as ReplayView['state'],
    reason: row['reason'] as string,
    requested_by: row['requested_by'] as string,
    created_at: time(row['created_at']),
    finished_at: row['finished_at'] ? time(row['finished_at']) : undefined,
  };
}
