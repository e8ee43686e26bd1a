/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface ModelUsageSeries {
  series: Array<{
    key: string;
    name: string;
    points: Array<{
      at: string;
      requests: number;
      prompt_tokens: number;
      completion_tokens: number;
      total_tokens: number;
      cost: number;
      errors: number;
      latency_ms: number | null;
      first_token_ms: number | null;
    }>;
  }>;
  since: string;
  step: 'hour' | 'day';
  window: string;
}
