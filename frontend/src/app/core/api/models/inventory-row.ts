/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Level } from '../models/level';
import type { ProbeStatus } from '../models/probe-status';

export interface InventoryRow {
  arch: string;
  collected_at?: string;
  cpus: number;
  disk_bytes: number;
  disks?: Array<{
    mount: string;
    device: string;
    type: string;
    total_bytes: number;
    used_bytes: number;
    inodes_percent?: number;
  }>;
  distribution?: string;
  distribution_version?: string;
  hostname: string;
  id: string;
  interfaces?: Array<{
    name: string;
    mac?: string;
    addrs?: Array<string>;
    state: 'up' | 'down';
  }>;
  kernel?: string;
  last_seen?: string;
  os: string;
  packages?: Array<{
    name: string;
    version: string;
    manager: string;
  }>;
  packages_count: number;
  policy_level: Level;
  ram_bytes: number;
  services?: Array<{
    name: string;
    state: string;
    enabled: boolean;
    description?: string;
  }>;
  services_count: number;
  status: ProbeStatus;
  tags: Array<string>;
  users?: Array<{
    name: string;
    uid: number;
    groups?: Array<string>;
    shell: string;
  }>;
}
