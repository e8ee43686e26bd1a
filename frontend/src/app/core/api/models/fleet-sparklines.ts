/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { FleetSparkline } from '../models/fleet-sparkline';

export interface FleetSparklines {
  from: string;
  series: {
    [key: string]: FleetSparkline;
  };
  step_seconds: number;
  to: string;
}
