/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { SignedCheckpoint } from '../models/signed-checkpoint';

export interface AuditVerification {
  checkpoint: SignedCheckpoint | null;
  entries_checked: number;
  first_invalid_at: string | null;
  first_invalid_index: number | null;
  last_index: number;
  reason: string | null;
  valid: boolean;
}
