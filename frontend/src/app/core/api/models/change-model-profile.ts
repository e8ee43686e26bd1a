/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ModelAddress } from '../models/model-address';
import type { ModelProvider } from '../models/model-provider';
import type { ModelTools } from '../models/model-tools';

export interface ChangeModelProfile {
  api_key?: string | null;
  base_url?: ModelAddress;
  context_tokens?: number;
  is_active?: boolean;
  is_local?: boolean;
  max_output_tokens?: number | null;
  model?: string;
  name?: string;
  price_in?: number | null;
  price_out?: number | null;
  provider?: ModelProvider;
  tools?: ModelTools;
}
