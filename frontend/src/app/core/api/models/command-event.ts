/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { CommandEventKind } from '../models/command-event-kind';

export interface CommandEvent {
  chunk_seq?: number;
  created_at: string;
  data?: string;
  exit_code?: number;
  final?: boolean;
  kind: CommandEventKind;
  meta?: {
    [key: string]: unknown;
  };
  request_id: string;
  seq: number;
  stream?: 'stdout' | 'stderr';
}
