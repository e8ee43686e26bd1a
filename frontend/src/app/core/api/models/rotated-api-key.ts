/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ApiKeyView } from '../models/api-key-view';

export interface RotatedApiKey {
  key: ApiKeyView;
  plain_key: string;
  replaces: {
    id: string;
    works_until: string;
  };
  warning: string;
}
