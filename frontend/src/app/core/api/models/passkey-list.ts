/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { PasskeyView } from '../models/passkey-view';

export interface PasskeyList {
  passkeys: Array<PasskeyView>;
  total: number;
}
