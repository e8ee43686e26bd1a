/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Tags } from '../models/tags';

export type CreateToken = {
  multi_use?: boolean;
  no_expiry?: boolean;
  tags?: Tags;
  expires_in?: number;
  uses?: number;
  cidr?: string | string;
} | null;
