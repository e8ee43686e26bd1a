/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ActivityBucket } from '../models/activity-bucket';

export interface Activity {
  buckets: Array<ActivityBucket>;
  hours: number;
}
