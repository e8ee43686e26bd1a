/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export type CommandEventKind = 'output' | 'policy' | 'approval' | 'dispatch' | 'result' | 'job';
