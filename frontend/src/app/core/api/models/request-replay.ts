/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { SignalTypePattern } from '../models/signal-type-pattern';

export interface RequestReplay {
  dry_run?: boolean;
  from?: string;
  from_seq?: number;
  handler: string;
  reason: string;
  to?: string;
  to_seq?: number;
  types?: Array<SignalTypePattern>;
}
