/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Level } from '../models/level';
import type { Risk } from '../models/risk';
import type { TimelineKind } from '../models/timeline-kind';

export interface TimelineEntry {
  actor: {
    type: string;
    id: string;
    name?: string;
  };
  at: string;
  audit?: {
    sealed: boolean;
    index?: number;
  };
  command?: string;
  directive_id?: string;
  exit_code?: number;
  gate?: string;
  id: string;
  index?: number;
  kind: TimelineKind;
  late?: true;
  level?: Level;
  request_id?: string;
  risk?: Risk;
  same_as?: string;
  status?: string;
  summary: string;
  type: string;
}
