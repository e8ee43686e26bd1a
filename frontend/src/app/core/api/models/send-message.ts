/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface SendMessage {
  confirmation?: string;
  confirmed_targets?: number;
  content: string;
  request_id?: string;
  target?: string;
}
