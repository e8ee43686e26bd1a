/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Level } from '../models/level';

export interface AppliedPolicy {
  level: Level;
  note?: string;
  policy_id: string;
  probe_id: string;
  revision: number;
  status: 'applied' | 'applied_locally';
  version: number;
}
