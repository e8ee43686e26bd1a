/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { TokenView } from '../models/token-view';

export interface TokenList {
  count: number;
  tokens: Array<TokenView>;
  total: number;
}
