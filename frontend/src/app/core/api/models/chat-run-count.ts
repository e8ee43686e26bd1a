/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ChatRunState } from '../models/chat-run-state';

export interface ChatRunCount {
  count: number;
  state: ChatRunState;
}
