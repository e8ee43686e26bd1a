/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Checkpoint } from '../models/checkpoint';

export interface SignedCheckpoint {
  checkpoint: Checkpoint;
  sig: string;
}
