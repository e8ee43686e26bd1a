/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Level } from '../models/level';

export interface PendingCommand {
  args: Array<string>;
  command: string;
  level: Level;
  probe_id: string;
  request_id: string;
  requested_at: string;
  state: string;
  waiting_ms: number;
}
