/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export type Permission =
  | 'admin'
  | 'approval:read'
  | 'approval:write'
  | 'audit:read'
  | 'command:exec'
  | 'directive:cancel'
  | 'directive:read'
  | 'directive:rerun'
  | 'execution:freeze'
  | 'fleet:read'
  | 'fleet:write'
  | 'key:manage'
  | 'signal:read'
  | 'signal:replay'
  | 'signal:write';
