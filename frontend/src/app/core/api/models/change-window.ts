/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Weekday } from '../models/weekday';

export interface ChangeWindow {
  days: Array<Weekday>;
  from: string;
  time_zone?: string;
  to: string;
}
