/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { SiteId } from '../models/site-id';
import type { Tags } from '../models/tags';

export type CreateToken = {
  multi_use?: boolean;
  no_expiry?: boolean;
  tags?: Tags;
  expires_in?: number;
  uses?: number;
  site?: SiteId;
  cidr?: string | string;
} | null;
