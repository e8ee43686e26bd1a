/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface DirectiveAttempt {
  attempt: number;
  error_kind: string | null;
  error_message: string | null;
  finished_at: string | null;
  outcome: string | null;
  result: {
    [key: string]: unknown;
  } | null;
  started_at: string;
  trigger: 'initial' | 'rerun' | 'lease_recovery';
}
