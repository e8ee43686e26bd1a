/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { SubjectRef } from '../models/subject-ref';

export interface PostSignal {
  also_about?: Array<SubjectRef>;
  correlation_id?: string;
  dedupe_key?: string;
  occurred_at?: string;
  payload?: {
    [key: string]: unknown;
  };
  source?: string;
  source_event_id?: string;
  subject: SubjectRef;
  summary: string;
  type: string;
}
