/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface ChatCell {
  percent?: number;
  probe_id?: string;
  text: string;
  tone?: 'ok' | 'warn' | 'bad';
}
