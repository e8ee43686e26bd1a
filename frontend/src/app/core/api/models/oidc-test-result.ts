/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { OidcCheck } from '../models/oidc-check';

export interface OidcTestResult {
  checks: Array<OidcCheck>;
  ok: boolean;
}
