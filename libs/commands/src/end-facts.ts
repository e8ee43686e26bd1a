import type { Outcome } from '@legator/contracts';

/** How a dispatch ended, for those who are told. */
export interface EndFacts {
  readonly dispatchId: string;
  readonly directiveId: string;
  readonly requestId: string;
  readonly probeId: string;
  /** Null: the probe said nothing, and the control plane gave it up. */
  readonly outcome: Outcome | null;
  readonly exitCode: number;
  readonly durationMs: number;
  readonly errorKind: string | null;
  readonly message: string | null;
}
