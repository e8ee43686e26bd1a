/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface Inventory {
  arch: string;
  collected_at: string;
  cpu_model?: string;
  cpus: number;
  disk_total_bytes: number;
  disks?: Array<{
    mount: string;
    device: string;
    type: string;
    total_bytes: number;
    used_bytes: number;
    inodes_percent?: number;
  }>;
  distribution?: string;
  distribution_name?: string;
  distribution_version?: string;
  hostname: string;
  interfaces?: Array<{
    name: string;
    mac?: string;
    addrs?: Array<string>;
    state: 'up' | 'down';
  }>;
  kernel?: string;
  labels?: {
    [key: string]: string;
  };
  mem_total_bytes: number;
  metadata?: {
    [key: string]: string;
  };
  os: string;
  packages?: Array<{
    name: string;
    version: string;
    manager: string;
  }>;
  probe_version?: string;
  services?: Array<{
    name: string;
    state: string;
    enabled: boolean;
    description?: string;
  }>;
  users?: Array<{
    name: string;
    uid: number;
    groups?: Array<string>;
    shell: string;
  }>;
}
