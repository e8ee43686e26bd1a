/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Tags } from '../models/tags';

export interface SetTags {
  tags: Tags;
}
