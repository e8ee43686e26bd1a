/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Level } from '../models/level';
import type { PolicyId } from '../models/policy-id';
import type { PolicyInput } from '../models/policy-input';
import type { SiteId } from '../models/site-id';

export interface SimulatePolicy {
  args?: Array<string>;
  assume?: {
    ceiling?: Level;
    tags?: Array<string>;
    site?: SiteId | null;
    hostname?: string;
  };
  at?: string;
  command: string;
  document?: PolicyInput;
  level?: Level;
  policy_id?: PolicyId;
  probe_id?: string;
  timeout_sec?: number;
  version?: number;
}
