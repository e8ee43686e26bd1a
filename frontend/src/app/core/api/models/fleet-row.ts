/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { HealthStatus } from '../models/health-status';
import type { Level } from '../models/level';
import type { ProbeStatus } from '../models/probe-status';

export interface FleetRow {
  address?: string;
  connected: boolean;
  cpu_percent?: number;
  disk_percent?: number;
  distribution?: string;
  distribution_version?: string;
  health?: {
    score: number;
    status: HealthStatus;
  };
  hostname: string;
  id: string;
  last_seen?: string;
  memory_percent?: number;
  os: string;
  policy_level: Level;
  registered: string;
  site?: string;
  site_id?: string;
  status: ProbeStatus;
  tags: Array<string>;
  version?: string;
  vitals_at?: string;
  waiting_approvals: number;
  worst?: {
    factor: 'load' | 'memory' | 'disk';
    value: number;
    text: string;
  };
}
