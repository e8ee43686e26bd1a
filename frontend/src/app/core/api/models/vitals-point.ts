/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface VitalsPoint {
  at: string;
  cpu_percent: number | null;
  disk_percent: number | null;
  load1: number | null;
  memory_percent: number | null;
  net_rx_bytes_per_second: number | null;
  net_tx_bytes_per_second: number | null;
  processes: number | null;
  swap_percent: number | null;
}
