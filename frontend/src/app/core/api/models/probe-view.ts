/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Health } from '../models/health';
import type { Level } from '../models/level';
import type { ProbeStatus } from '../models/probe-status';
import type { Vitals } from '../models/vitals';

export interface ProbeView {
  address?: string;
  arch: string;
  ceiling?: Level;
  connected: boolean;
  connected_since?: string;
  cpus?: number;
  disk_bytes?: number;
  distribution?: string;
  distribution_version?: string;
  health?: Health;
  hostname: string;
  id: string;
  inventory_at?: string;
  kernel?: string;
  labels?: {
    [key: string]: string;
  };
  last_seen?: string;
  os: string;
  policy_level: Level;
  protocol: 1 | 2;
  ram_bytes?: number;
  registered: string;
  sandbox?: boolean;
  site?: string;
  site_id?: string;
  status: ProbeStatus;
  tags: Array<string>;
  tenant_id: string;
  type: 'agent' | 'remote';
  version?: string;
  vitals?: Vitals;
  vitals_at?: string;
}
