/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ModelFailure } from '../models/model-failure';

export interface ModelTest {
  answer: string | null;
  cause: ModelFailure | null;
  first_token_ms: number | null;
  latency_ms: number;
  message: string;
  ok: boolean;
}
