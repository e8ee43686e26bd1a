/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { TimelineEntry } from '../models/timeline-entry';

export interface Timeline {
  entries: Array<TimelineEntry>;
  next_cursor: string | null;
  probe_id: string;
  removed: boolean;
}
