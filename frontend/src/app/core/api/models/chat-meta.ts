/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ChatVia } from '../models/chat-via';

export interface ChatMeta {
  boundary: 'local' | 'local_only' | 'summaries' | 'full' | null;
  commands_used: number;
  finished_at: string | null;
  model: string | null;
  profile: string | null;
  provider: string | null;
  rounds_used: number;
  started_at: string;
  untrusted: boolean;
  usage: {
    prompt_tokens: number;
    completion_tokens: number;
    cost: number | null;
  } | null;
  via: ChatVia;
}
