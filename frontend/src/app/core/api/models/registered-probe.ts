/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ServerKey } from '../models/server-key';

export interface RegisteredProbe {
  api_key: string;
  policy_id: string;
  probe_id: string;
  protocol?: 1 | 2;
  server_keys?: Array<ServerKey>;
}
