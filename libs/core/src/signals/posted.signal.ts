import type { PostSignal } from '@legator/contracts';
import type { Signal, Subject } from './signal.js';

/** A fact that somebody outside states. Its keys are kept apart from the product's, which it must not suppress. */
export class Posted implements Signal {
  readonly type: string;
  readonly subject: Subject;
  readonly alsoAbout?: readonly Subject[];
  readonly summary: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly occurredAt?: Date;
  readonly dedupeKey?: string;
  readonly source: string;
  readonly sourceEventId?: string;

  constructor(input: PostSignal) {
    this.type = input.type;
    this.subject = input.subject;
    this.alsoAbout = input.also_about;
    this.summary = input.summary;
    this.payload = input.payload;
    this.occurredAt = input.occurred_at === undefined ? undefined : new Date(input.occurred_at);
    this.dedupeKey = input.dedupe_key === undefined ? undefined : `api:${input.dedupe_key}`;
    this.source = input.source === undefined ? 'api' : `api:${input.source}`;
    this.sourceEventId = input.source_event_id;
  }
}
