/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { DataBoundary } from '../models/data-boundary';

export interface PutDataBoundary {
  boundary: DataBoundary;
}
