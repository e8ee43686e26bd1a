/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ProbeStatus } from '../models/probe-status';

export interface Neighbour {
  address: string;
  ambiguous?: true;
  connections: number;
  direction: 'in' | 'out';
  port: number;
  probe?: {
    id: string;
    hostname: string;
    status: ProbeStatus;
  };
  service?: string;
}
