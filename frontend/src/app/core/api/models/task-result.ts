/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { TaskStep } from '../models/task-step';

export interface TaskResult {
  conversation_id: string;
  error?: string;
  finished_at: string;
  probe_id: string;
  started_at: string;
  steps: Array<TaskStep>;
  summary: string;
  task: string;
}
