/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface SocketTicket {
  expires_in: number;
  protocols: Array<string>;
  ticket: string;
}
