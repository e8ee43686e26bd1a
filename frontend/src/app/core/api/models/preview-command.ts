/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Level } from '../models/level';

export interface PreviewCommand {
  args?: Array<string>;
  command: string;
  level?: Level;
  probes?: Array<string>;
  tag?: string;
  timeout?: number;
}
