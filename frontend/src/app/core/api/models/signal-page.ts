/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { SignalView } from '../models/signal-view';

export interface SignalPage {
  next_cursor: string | null;
  signals: Array<SignalView>;
}
