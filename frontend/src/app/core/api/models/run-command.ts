/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { CommandRequestId } from '../models/command-request-id';
import type { Level } from '../models/level';

export interface RunCommand {
  args?: Array<string>;
  breakglass_confirm?: string;
  breakglass_reason?: string;
  command: string;
  level?: Level;
  reason?: string;
  request_id?: CommandRequestId;
  stream?: boolean;
  supersedes?: string;
  timeout?: number;
}
