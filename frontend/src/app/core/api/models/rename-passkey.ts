/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { PasskeyName } from '../models/passkey-name';

export interface RenamePasskey {
  name: PasskeyName;
}
