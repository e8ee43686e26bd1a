/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { Level } from '../models/level';
import type { Risk } from '../models/risk';
import type { RolloutState } from '../models/rollout-state';
import type { RolloutTargetView } from '../models/rollout-target-view';

export interface RolloutView {
  approval_id?: string;
  argv: Array<string>;
  counts: {
    total: number;
    waiting: number;
    running: number;
    succeeded: number;
    failed: number;
    skipped: number;
    not_run: number;
  };
  directive_id: string;
  finished_at?: string;
  id: string;
  level: Level;
  line?: string;
  reason?: string;
  requested_at: string;
  requested_by: {
    type: string;
    id: string;
    name: string;
  };
  risk: Risk;
  settings: {
    max_concurrent: number;
    max_errors: number;
    canary: number;
    health_seconds: number;
    health_timeout_seconds: number;
  };
  started_at?: string;
  state: RolloutState;
  targets: Array<RolloutTargetView>;
  truncated: boolean;
  waits_for?: string;
  wave: number;
}
