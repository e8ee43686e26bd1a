/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { HealthReason } from '../models/health-reason';
import type { HealthStatus } from '../models/health-status';

export interface Health {
  reasons?: Array<HealthReason>;
  score: number;
  status: HealthStatus;
  warnings?: Array<string>;
}
