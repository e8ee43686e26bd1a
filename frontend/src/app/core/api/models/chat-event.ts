/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { ChatMessage } from '../models/chat-message';
import type { ChatPart } from '../models/chat-part';
import type { ChatVia } from '../models/chat-via';

export type ChatEvent =
  | {
      type: 'message';
      seq: number;
      conversation_id: string;
      turn_id: string | null;
      at: string;
      message: ChatMessage;
    }
  | {
      type: 'queued';
      seq: number;
      conversation_id: string;
      turn_id: string | null;
      at: string;
      ahead: number;
    }
  | {
      type: 'start';
      seq: number;
      conversation_id: string;
      turn_id: string | null;
      at: string;
      via: ChatVia;
      profile: string | null;
    }
  | {
      type: 'progress';
      seq: number;
      conversation_id: string;
      turn_id: string | null;
      at: string;
      text: string;
    }
  | {
      type: 'chunk';
      seq: number;
      conversation_id: string;
      turn_id: string | null;
      at: string;
      chunk: string;
    }
  | {
      type: 'tool_calls';
      seq: number;
      conversation_id: string;
      turn_id: string | null;
      at: string;
      count: number;
    }
  | {
      type: 'tool_start';
      seq: number;
      conversation_id: string;
      turn_id: string | null;
      at: string;
      tool: string;
      step_id: string;
      title: string;
    }
  | {
      type: 'tool_result';
      seq: number;
      conversation_id: string;
      turn_id: string | null;
      at: string;
      tool: string;
      step_id: string;
      ok: boolean;
      summary: string;
    }
  | {
      type: 'part';
      seq: number;
      conversation_id: string;
      turn_id: string | null;
      at: string;
      part: ChatPart;
    }
  | {
      type: 'directive';
      seq: number;
      conversation_id: string;
      turn_id: string | null;
      at: string;
      id: string;
      name: string;
      status: string;
      gate: string;
      probe_id: string | null;
    }
  | {
      type: 'approval';
      seq: number;
      conversation_id: string;
      turn_id: string | null;
      at: string;
      id: string;
      directive_id: string;
      probe_id: string | null;
      summary: string;
    }
  | {
      type: 'waiting';
      seq: number;
      conversation_id: string;
      turn_id: string | null;
      at: string;
      for: 'approval' | 'answer' | 'result';
    }
  | {
      type: 'complete';
      seq: number;
      conversation_id: string;
      turn_id: string | null;
      at: string;
      message: ChatMessage;
    }
  | {
      type: 'stopped';
      seq: number;
      conversation_id: string;
      turn_id: string | null;
      at: string;
      message: ChatMessage;
      by: string;
    }
  | {
      type: 'error';
      seq: number;
      conversation_id: string;
      turn_id: string | null;
      at: string;
      code: string;
      message: string;
    }
  | {
      type: 'title';
      seq: number;
      conversation_id: string;
      turn_id: string | null;
      at: string;
      title: string;
    };
