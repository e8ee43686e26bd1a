/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Level } from '../models/level';
import type { SiteId } from '../models/site-id';

export interface PreviewCommand {
  args?: Array<string>;
  command: string;
  level?: Level;
  probes?: Array<string>;
  site?: SiteId;
  tag?: string;
  timeout?: number;
}
