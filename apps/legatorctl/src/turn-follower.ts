import { record, text } from './answers.js';
import type { ApiClient } from './api-client.js';
import { pathOf } from './chat-talk.js';
import type { Talk } from './chat-talk.js';
import { readEvents } from './event-reader.js';
import { Failure, Refusal } from './failure.js';

/** How a turn ended, or where it came to a halt. */
export type TurnHalt =
  | { readonly kind: 'answered' | 'failed' | 'stopped'; readonly message: Record<string, unknown> }
  | { readonly kind: 'waiting' };

export interface FollowTurn {
  readonly talk: Talk;
  readonly turnId: string;
  /** Told of every event of the turn, once and in order. */
  readonly heard: (event: Record<string, unknown>) => void;
  /** Whether a turn that waits for a person is waited for. */
  readonly throughWaiting: boolean;
  readonly wait: (ms: number) => Promise<void>;
  readonly signal?: AbortSignal;
  readonly brokeOff?: () => void;
}

const MAX_ATTEMPTS = 60;
const LONGEST_WAIT_MS = 30_000;
const IDLE_MS = 60_000;

/** Follows a turn to its end; a line that breaks is taken up again behind the last event heard. */
export async function followTurn(api: ApiClient, options: FollowTurn): Promise<TurnHalt> {
  const { talk, signal, wait } = options;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const before = talk.seq;
    try {
      const halt = await readOnce(api, options);
      if (halt) return halt;
    } catch (failure) {
      signal?.throwIfAborted();
      if (failure instanceof Refusal && failure.status < 500 && failure.status !== 429) throw failure;
      if (attempt === 0) options.brokeOff?.();
    }
    if (talk.seq !== before) attempt = 0;
    await wait(Math.min(200 * 2 ** attempt, LONGEST_WAIT_MS) * (0.5 + Math.random() / 2));
    signal?.throwIfAborted();
  }
  throw new Failure(`Nothing was heard of it any more. It may go on; see conversation ${talk.id}.`);
}

/** One connection; nothing when it ended before the turn did. */
async function readOnce(api: ApiClient, options: FollowTurn): Promise<TurnHalt | undefined> {
  const { talk, turnId, heard, throughWaiting } = options;
  const idle = new AbortController();
  const timer = setTimeout(() => idle.abort(new DOMException('', 'TimeoutError')), IDLE_MS);
  const either = options.signal ? AbortSignal.any([options.signal, idle.signal]) : idle.signal;
  try {
    const headers = { accept: 'text/event-stream', 'last-event-id': String(talk.seq) };
    const response = await api.open(`${pathOf(talk.id)}/events`, { headers }, either);
    if (!response.body) return undefined;
    for await (const { id, data } of readEvents(response.body, () => timer.refresh())) {
      const seq = Number(id);
      if (!Number.isSafeInteger(seq) || seq <= talk.seq) continue;
      talk.seq = seq;
      const event = record(parse(data));
      if (text(event['turn_id']) !== turnId) continue;
      heard(event);
      const halt = haltOf(event);
      if (halt && (halt.kind !== 'waiting' || !throughWaiting)) return halt;
    }
    return undefined;
  } catch (cause) {
    throw api.explain(cause);
  } finally {
    clearTimeout(timer);
    idle.abort();
  }
}

function haltOf(event: Record<string, unknown>): TurnHalt | undefined {
  const message = record(event['message']);
  switch (event['type']) {
    case 'complete':
      return { kind: message['state'] === 'failed' ? 'failed' : 'answered', message };
    case 'stopped':
      return { kind: 'stopped', message };
    case 'error':
      return { kind: 'failed', message: event };
    case 'waiting':
      return event['for'] === 'approval' ? { kind: 'waiting' } : undefined;
    default:
      return undefined;
  }
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
