/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { PendingCommand } from '../models/pending-command';

export interface PendingCommands {
  in_flight: number;
  pending: Array<PendingCommand>;
}
