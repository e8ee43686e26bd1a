/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Level } from '../models/level';
import type { Share } from '../models/share';
import type { SiteId } from '../models/site-id';
import type { SomeShare } from '../models/some-share';

export interface RunOnMany {
  args?: Array<string>;
  canary?: Share;
  command: string;
  health_seconds?: number;
  health_timeout_seconds?: number;
  level?: Level;
  max_concurrent?: SomeShare;
  max_errors?: Share;
  probes?: Array<string>;
  reason?: string;
  site?: SiteId;
  stream?: boolean;
  tag?: string;
  timeout?: number;
}
