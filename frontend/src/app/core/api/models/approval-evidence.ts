/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { EvidenceItem } from '../models/evidence-item';

export interface ApprovalEvidence {
  evidence: Array<EvidenceItem>;
  more: number;
}
