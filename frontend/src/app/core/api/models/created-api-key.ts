/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ApiKeyView } from '../models/api-key-view';

export interface CreatedApiKey {
  key: ApiKeyView;
  plain_key: string;
  warning: string;
}
