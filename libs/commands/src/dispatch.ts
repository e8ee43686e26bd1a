import type { Capture, CapturedSide, Level, LimitedBy, Outcome } from '@legator/contracts';

/** One attempt of a command at a probe, as its row tells it. */
export interface Dispatch {
  readonly id: string;
  readonly tenantId: string;
  readonly directiveId: string;
  readonly attempt: number;
  readonly requestId: string;
  readonly probeId: string;
  readonly argv: readonly string[];
  /** The line that `argv` would give to a shell, where that is what was asked for: a probe may run it without one. */
  readonly line: string | null;
  readonly timeoutMs: number;
  readonly stream: boolean;
  /** What the probe looks at before and after. */
  readonly capture: readonly Capture[];
  /** What the command was judged to need. */
  readonly level: Level;
  /** The revision of the probe's policies that it was judged by. */
  readonly policyRevision: number;
  readonly approval: { readonly id: string; readonly grantedLevel: Level } | null;
  /** `sent`: it may have left. `accepted`: the probe, or the connection of an upstream probe, has taken it. */
  readonly state: 'sent' | 'accepted' | 'done';
  readonly createdAt: Date;
  /** It must not start at the probe after this. */
  readonly expiresAt: Date;
  /** Given up as indeterminate when no end has been heard of by then. */
  readonly deadlineAt: Date;
  readonly acceptedAt: Date | null;
  readonly cancelReason: string | null;
  readonly finishedAt: Date | null;
  /** What the probe said. */
  readonly result: StoredResult | null;
  /** Why the control plane ended it without a result. */
  readonly givenUp: GivenUp | null;
  /** The result came after it had been given up. */
  readonly late: boolean;
}

/** Reasons of ours to end a dispatch; also the directive's `error_kind`. */
export type GivenUp = 'probe_offline' | 'indeterminate' | 'canceled' | 'probe_deleted';

/** How a command ended at the probe. */
export interface StoredResult {
  readonly outcome: Outcome;
  /** -1 unless outcome is `exited`. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
  readonly durationMs: number;
  readonly reason: string | null;
  readonly message: string | null;
  readonly contained: boolean;
  /** What held it to limits; null where the probe does not say. */
  readonly limits?: LimitedBy | null;
}

/** What a probe found before and after a run; null where it did not look. */
export interface Captured {
  readonly before: CapturedSide | null;
  readonly after: CapturedSide | null;
}

/** Who reports, as its credential says. */
export interface ReportingProbe {
  readonly probeId: string;
  readonly tenantId: string;
}
