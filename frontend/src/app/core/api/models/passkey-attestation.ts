/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface PasskeyAttestation {
  authenticatorAttachment?: string | null;
  id: string;
  rawId: string;
  response: {
    clientDataJSON: string;
    attestationObject: string;
    transports?: Array<string>;
  };
  type: 'public-key';
}
