/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { PasskeyAssertion } from '../models/passkey-assertion';

export interface PasskeyLogin {
  response: PasskeyAssertion;
  ticket?: string;
}
