/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { VitalsPoint } from '../models/vitals-point';

export interface VitalsHistory {
  from: string;
  points: Array<VitalsPoint>;
  probe_id: string;
  source: 'raw' | '5m' | '1h';
  step_seconds: number;
  to: string;
}
