/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ChatRunCount } from '../models/chat-run-count';
import type { ChatRunGroup } from '../models/chat-run-group';
import type { ChatRunTarget } from '../models/chat-run-target';
import type { Level } from '../models/level';
import type { Risk } from '../models/risk';

export interface ChatRunPart {
  command: string;
  done: number;
  duration_ms: number | null;
  groups: Array<ChatRunGroup>;
  level: Level | null;
  more_targets?: Array<ChatRunCount>;
  reason: string;
  risk: Risk | null;
  step_id: string;
  target: string;
  targets: Array<ChatRunTarget>;
  type: 'run';
}
