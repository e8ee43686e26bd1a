/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { UsageFeature } from '../models/usage-feature';

export interface ModelUsage {
  since: string;
  totals: {
    feature: 'all';
    requests: number;
    prompt_tokens: number;
    completion_tokens: number;
    total_tokens: number;
    cost: number;
    errors: number;
    latency_ms: number | null;
    first_token_ms: number | null;
  };
  usage: Array<{
    profile_id: string;
    profile_name?: string;
    feature: UsageFeature;
    requests: number;
    prompt_tokens: number;
    completion_tokens: number;
    total_tokens: number;
    cost: number;
    errors: number;
    latency_ms: number | null;
    first_token_ms: number | null;
  }>;
  window: string;
}
