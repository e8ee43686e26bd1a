/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { CommandRequestId } from '../models/command-request-id';
import type { Level } from '../models/level';
import type { Share } from '../models/share';
import type { SomeShare } from '../models/some-share';

export interface RunByTag {
  args?: Array<string>;
  breakglass_confirm?: string;
  breakglass_reason?: string;
  canary?: Share;
  command: string;
  health_seconds?: number;
  health_timeout_seconds?: number;
  level?: Level;
  max_concurrent?: SomeShare;
  max_errors?: Share;
  reason?: string;
  request_id?: CommandRequestId;
  stream?: boolean;
  supersedes?: string;
  timeout?: number;
}
