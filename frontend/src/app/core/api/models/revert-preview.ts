/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ProbePreview } from '../models/probe-preview';

export interface RevertPreview {
  argv: Array<string>;
  command: string;
  only_if: Array<string>;
  probe_id: string;
  remains: Array<string>;
  request_id: string;
  steps: Array<string>;
  verdict: ProbePreview;
}
