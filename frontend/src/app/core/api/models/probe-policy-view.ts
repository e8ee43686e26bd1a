/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Level } from '../models/level';
import type { PolicyDrift } from '../models/policy-drift';

export interface ProbePolicyView {
  drift: PolicyDrift;
  drift_note: string | null;
  level: Level;
  policies: Array<{
    policy_id: string;
    version: number;
    via: {
      type: 'probe' | 'tag' | 'site';
      id: string;
    };
  }>;
  probe_id: string;
  reported: {
    revision: number;
    level: Level;
    sandbox: string;
    at: string;
    refused: string | null;
  } | null;
  revision: number;
  sandbox: 'preferred' | 'required';
  set_at: string | null;
}
