/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { SignalHandlerView } from '../models/signal-handler-view';

export interface SignalHandlerList {
  handlers: Array<SignalHandlerView>;
}
