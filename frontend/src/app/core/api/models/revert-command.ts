/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { CommandRequestId } from '../models/command-request-id';

export type RevertCommand = {
  reason?: string;
  request_id?: CommandRequestId;
} | null;
