/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Level } from '../models/level';

export interface RunOnMany {
  args?: Array<string>;
  command: string;
  level?: Level;
  probes?: Array<string>;
  reason?: string;
  stream?: boolean;
  tag?: string;
  timeout?: number;
}
