/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Level } from '../models/level';

export interface PolicyForesight {
  changed: number;
  looser: number;
  needs_admin: boolean;
  policy_id: string | null;
  probes: Array<{
    probe_id: string;
    hostname: string;
    connected: boolean;
    ceiling: Level | null;
    was: {
      level: Level;
      policies: Array<{
        policy_id: string;
        version: number;
        via: {
          type: 'probe' | 'tag' | 'site';
          id: string;
        };
      }>;
    };
    becomes: {
      level: Level;
      policies: Array<{
        policy_id: string;
        version: number;
        via: {
          type: 'probe' | 'tag' | 'site';
          id: string;
        };
      }>;
    };
    looser: boolean;
  }>;
  scope: {
    type: 'probe' | 'tag' | 'site';
    id: string;
  };
  total: number;
  truncated: boolean;
  version: number | null;
}
