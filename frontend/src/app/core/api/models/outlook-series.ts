/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { OutlookMetric } from '../models/outlook-metric';
import type { Projection } from '../models/projection';

export interface OutlookSeries {
  caveat: string | null;
  hostname: string;
  limit: number | null;
  metric: OutlookMetric;
  mount: string | null;
  name: string;
  points: Array<{
    at: string;
    value: number | null;
  }>;
  probe_id: string;
  projection: Projection | null;
  ran_at: string | null;
  step_seconds: number;
  unit: '%' | '';
  why: string;
}
