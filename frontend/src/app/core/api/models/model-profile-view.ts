/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ModelTools } from '../models/model-tools';

export interface ModelProfileView {
  api_key_masked: string;
  base_url: string;
  context_tokens: number;
  created_at: string;
  id: string;
  is_active: boolean;
  is_local: boolean;
  max_output_tokens: number | null;
  model: string;
  name: string;
  price_in: number | null;
  price_out: number | null;
  provider: string;
  source: 'db' | 'env';
  tools: ModelTools;
  updated_at: string;
}
