/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Level } from '../models/level';
import type { Risk } from '../models/risk';

export interface ProbePreview {
  connected: boolean;
  decision: 'allow' | 'queue' | 'deny';
  hostname: string;
  level: Level;
  probe_id: string;
  reasons: Array<string>;
  risk: Risk;
}
