/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export type ExecutionClass =
  'observe_direct' | 'diagnose_sandbox' | 'remediate_sandbox' | 'breakglass_direct' | 'wasm_sandbox';
