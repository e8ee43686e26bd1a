/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { PolicyInput } from '../models/policy-input';
import type { PolicyScope } from '../models/policy-scope';

export type ReplayPolicy = {
  days?: number;
  version?: number;
  document?: PolicyInput;
  scope?: PolicyScope;
  limit?: number;
} | null;
