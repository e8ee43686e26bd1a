/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { SignedCheckpoint } from '../models/signed-checkpoint';

export interface AuditCheckpoints {
  checkpoints: Array<SignedCheckpoint>;
}
