/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Level } from '../models/level';
import type { PolicyId } from '../models/policy-id';

export interface SimulateCommand {
  args?: Array<string>;
  command: string;
  level?: Level;
  policy_id?: PolicyId;
  request_id?: string;
}
