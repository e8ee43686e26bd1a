/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ChatRunState } from '../models/chat-run-state';

export interface ChatRunTarget {
  approval_id: string | null;
  directive_id: string | null;
  duration_ms: number | null;
  exit_code: number | null;
  group: number | null;
  hostname: string;
  note?: string;
  probe_id: string;
  request_id: string | null;
  state: ChatRunState;
}
