/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ChatRunCount } from '../models/chat-run-count';
import type { ChatRunTarget } from '../models/chat-run-target';

export interface ChatRunPage {
  after: string | null;
  command: string;
  counts: Array<ChatRunCount>;
  hosts: Array<ChatRunTarget>;
  target: string;
  total: number;
}
