/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { PolicyView } from '../models/policy-view';

export type PolicyList = Array<PolicyView>;
