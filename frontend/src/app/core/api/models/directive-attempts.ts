/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { DirectiveAttempt } from '../models/directive-attempt';

export interface DirectiveAttempts {
  attempts: Array<DirectiveAttempt>;
}
