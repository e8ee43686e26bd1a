/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface Capacity {
  busiest: Array<{
    probe_id: string;
    hostname: string;
    cpu_percent: number;
  }>;
  cpus: number;
  disk: {
    total_bytes: number;
    used_bytes: number;
  };
  fullest: Array<{
    probe_id: string;
    hostname: string;
    mount: string;
    percent: number;
  }>;
  hosts: number;
  load1_sum?: number;
  memory: {
    total_bytes: number;
    used_bytes: number;
  };
  stale: number;
}
