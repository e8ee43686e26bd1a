/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Level } from '../models/level';
import type { ProbePreview } from '../models/probe-preview';
import type { Risk } from '../models/risk';

export interface CommandPreview {
  command: {
    argv: Array<string>;
    line?: string;
    level?: Level;
    risk?: Risk;
    effects: Array<string>;
    problem?: string;
  };
  probes: Array<ProbePreview>;
  refused?: {
    code: string;
    message: string;
  };
  summary: {
    run: number;
    approve: number;
    deny: number;
    offline: number;
    unknown: number;
    total: number;
  };
  truncated: boolean;
}
