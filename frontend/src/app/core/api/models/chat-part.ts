/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ChatCell } from '../models/chat-cell';
import type { ChatRunPart } from '../models/chat-run-part';

export type ChatPart =
  | {
      type: 'text';
      text: string;
    }
  | ChatRunPart
  | {
      type: 'table';
      columns: Array<{
        title: string;
        align: 'start' | 'end';
      }>;
      rows: Array<Array<ChatCell>>;
      more: number;
    }
  | {
      type: 'question';
      question: string;
      offered_by?: string | null;
      choices: Array<{
        label: string;
        value: string;
        confirmed_targets?: number;
        confirmation?: string;
        target?: string;
      }>;
    }
  | {
      type: 'plan';
      step_id: string;
      title: string;
      steps: Array<{
        title: string;
        command: string;
        target: string;
        state: 'planned' | 'waiting' | 'running' | 'succeeded' | 'failed' | 'skipped';
        run?: ChatRunPart;
      }>;
    }
  | {
      type: 'source';
      text: string;
      probes: number;
      as_of: string | null;
    }
  | {
      type: 'notice';
      code: string;
      tone: 'info' | 'warn' | 'bad';
      text: string;
    };
