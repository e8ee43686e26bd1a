import type { Signal } from './signal.js';

/** Somebody has a handler go through part of the past again. */
export class ReplayRequested implements Signal {
  static readonly type = 'signal.replay_requested';
  readonly type = ReplayRequested.type;
  readonly subject;
  readonly summary;
  readonly payload;

  constructor(
    replayId: string,
    handler: string,
    range: { from: number; to: number; total: number },
    reason: string,
  ) {
    this.subject = { type: 'replay', id: replayId };
    this.summary = `${handler} goes through ${range.total} past signals again: ${reason}`;
    this.payload = { handler, from_seq: range.from, to_seq: range.to, total: range.total, reason };
  }
}
