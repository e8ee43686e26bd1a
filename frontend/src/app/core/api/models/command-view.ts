/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { CommandChanges } from '../models/command-changes';
import type { CommandResultView } from '../models/command-result-view';
import type { CommandState } from '../models/command-state';
import type { Level } from '../models/level';
import type { Risk } from '../models/risk';

export interface CommandView {
  approval_id: string | null;
  argv: Array<string>;
  changes: CommandChanges | null;
  completed_at: string | null;
  directive_id: string;
  error_kind: string | null;
  error_message: string | null;
  level: Level;
  line: string | null;
  probe_id: string;
  reasons: Array<{
    code: string;
    text: string;
  }>;
  request_id: string;
  requested_at: string;
  requested_by: {
    type: string;
    id: string;
    name: string;
  };
  result: CommandResultView | null;
  reverts: string | null;
  risk: Risk;
  started_at: string | null;
  state: CommandState;
  stream: boolean;
  timeout_ms: number;
}
