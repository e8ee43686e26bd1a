/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Level } from '../models/level';

export interface RegisterProbe {
  arch?: string;
  ceiling?: Level;
  hostname: string;
  os?: string;
  protocols?: Array<number>;
  public_key?: string;
  tags?: Array<string> | null;
  token: string;
  version?: string;
}
