/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export interface Vitals {
  cpuPercent?: number;
  cpus?: number;
  diskTotal?: number;
  diskUsed?: number;
  fullestMount?: {
    path: string;
    percent: number;
  };
  load?: [number, number, number];
  memoryTotal?: number;
  memoryUsed?: number;
  netRxBytesPerSecond?: number;
  netTxBytesPerSecond?: number;
  processes?: number;
  swapTotal?: number;
  swapUsed?: number;
  uptimeSeconds?: number;
}
