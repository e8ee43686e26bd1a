/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { SessionView } from '../models/session-view';

export interface SessionList {
  sessions: Array<SessionView>;
  total: number;
}
