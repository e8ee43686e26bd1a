/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { PasskeyAttestation } from '../models/passkey-attestation';
import type { PasskeyName } from '../models/passkey-name';

export interface AddPasskey {
  name?: PasskeyName;
  response: PasskeyAttestation;
}
