/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface LoginAnswer {
  must_change_password?: boolean;
  options?: {
    [key: string]: unknown;
  };
  status: 'signed_in' | 'second_factor';
  ticket?: string;
}
