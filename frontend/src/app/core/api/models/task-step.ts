/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface TaskStep {
  command: string;
  duration_ms: number;
  error?: string;
  exit_code: number;
  reason: string;
  stderr: string;
  stdout: string;
}
