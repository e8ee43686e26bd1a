/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface SignInMethods {
  oidc?: {
    name: string;
    login_url: string;
  };
  passkeys: boolean;
  password: boolean;
  setup_needed: boolean;
  sign_in: 'on' | 'off';
}
