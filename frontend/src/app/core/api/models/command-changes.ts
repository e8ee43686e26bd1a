/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { CapturedChange } from '../models/captured-change';

export interface CommandChanges {
  after_at: string | null;
  before_at: string | null;
  items: Array<CapturedChange>;
  missing: string | null;
  not_revertible: string | null;
  revertible: boolean;
}
