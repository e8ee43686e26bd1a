/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface FleetTotals {
  online: number;
  probes_by_distribution: {
    [key: string]: number;
  };
  probes_by_os: {
    [key: string]: number;
  };
  tag_distribution: {
    [key: string]: number;
  };
  total_cpus: number;
  total_disk_bytes: number;
  total_probes: number;
  total_ram_bytes: number;
}
