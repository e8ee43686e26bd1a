/** A thing that facts are about: a probe, a directive, an approval, … */
export interface Subject {
  readonly type: string;
  readonly id: string;
}

/**
 * A fact: past tense, immutable, recorded in the same transaction as the change it reports. One class per signal, in
 * the room it belongs to.
 */
export interface Signal {
  /** Lower case, dots, past tense: `command.completed`. */
  readonly type: string;
  readonly subject: Subject;
  /** Further things on whose timeline it belongs. */
  readonly alsoAbout?: readonly Subject[];
  /** One sentence for people. */
  readonly summary: string;
  /** JSON; never a secret. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** The probe it concerns, when there is one. */
  readonly probeId?: string;
  /** When it happened, if that is not now. */
  readonly occurredAt?: Date;
  /** Recording it again with the same key changes nothing and gives the first one back. */
  readonly dedupeKey?: string;
  /** Name of the entry in the audit trail where upstream calls it otherwise; `false` for what leaves no entry. */
  readonly audit?: string | false;
  /** What was, and what became of it, for the trail. */
  readonly before?: unknown;
  readonly after?: unknown;
  readonly causation?: { readonly kind: 'signal' | 'directive' | 'request'; readonly id: string };
  readonly source?: string;
  /** Id of the event in the system it came from; unique per source. */
  readonly sourceEventId?: string;
}

/** What `record` gives back. */
export interface RecordedSignal {
  readonly id: string;
  /** Whether an earlier signal with the same key was found instead. */
  readonly existing: boolean;
}

/** A signal as the feed carries it: numbered after commit, without gaps in order. */
export interface FeedItem {
  readonly seq: number;
  readonly id: string;
  readonly tenantId: string;
  readonly type: string;
  readonly subject: Subject;
  readonly summary: string;
  readonly payload: Record<string, unknown>;
  readonly probeId?: string;
  readonly actor: { type: string; id: string };
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly correlationId?: string;
  readonly late: boolean;
}
