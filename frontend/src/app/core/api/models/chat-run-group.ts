/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface ChatRunGroup {
  error_output: string;
  exit_code: number | null;
  hidden_lines: number;
  output: string;
  probes: number;
}
