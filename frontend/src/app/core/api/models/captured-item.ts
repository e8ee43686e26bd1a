/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { CaptureKind } from '../models/capture-kind';

export interface CapturedItem {
  facts?: {
    [key: string]: string;
  };
  kind: CaptureKind;
  name: string;
  state: 'present' | 'absent' | 'unread';
  text?: string;
  textNote?: string;
  why?: string;
}
