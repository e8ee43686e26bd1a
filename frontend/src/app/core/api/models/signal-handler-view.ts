/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface SignalHandlerView {
  cursor: number;
  dead: number;
  lag: number;
  name: string;
  pending: number;
  types?: Array<string>;
}
