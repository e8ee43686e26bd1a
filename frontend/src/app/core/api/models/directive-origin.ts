/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface DirectiveOrigin {
  conversation_id: string;
  model: string | null;
  turn_id: string;
  untrusted: boolean;
  via: 'chat';
}
