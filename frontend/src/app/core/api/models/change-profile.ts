/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { DisplayName } from '../models/display-name';

export interface ChangeProfile {
  display_name?: DisplayName;
  email?: string | null;
}
