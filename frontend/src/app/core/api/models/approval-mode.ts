/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export type ApprovalMode = 'none' | 'mutation_gate' | 'plan_first' | 'every_action' | 'two_person';
