/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { AuditEvent } from '../models/audit-event';

export interface AuditPage {
  events: Array<AuditEvent>;
  has_more: boolean;
  next_cursor: string;
  total: number;
}
