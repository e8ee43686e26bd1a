/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { CommandEvent } from '../models/command-event';

export interface CommandReplay {
  replay: {
    earliest_seq: number;
    latest_seq: number;
    next_seq: number;
    resume_token: string;
    has_more: boolean;
    truncated: boolean;
    missed_from_seq?: number;
    missed_to_seq?: number;
    events: Array<CommandEvent>;
  };
  request_id: string;
}
