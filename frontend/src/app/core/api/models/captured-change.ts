/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { CapturedItem } from '../models/captured-item';
import type { CaptureKind } from '../models/capture-kind';

export interface CapturedChange {
  after: CapturedItem | null;
  before: CapturedItem | null;
  change: 'same' | 'changed' | 'added' | 'removed' | 'unread';
  diff: string | null;
  facts: Array<{
    name: string;
    before: string | null;
    after: string | null;
  }>;
  kind: CaptureKind;
  name: string;
  note: string | null;
  summary: string;
}
