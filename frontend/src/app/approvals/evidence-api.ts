import { Injectable, inject } from '@angular/core';
import { Api } from '../core/api-client';
import { evidenceOfApproval } from '../core/api/fn/views/evidence-of-approval';
import type { ApprovalEvidence } from '../core/api/models';

/** Apart from the calls of the page: it comes with the card that needs it. */
@Injectable({ providedIn: 'root' })
export class EvidenceApi {
  private readonly api = inject(Api);

  /** What was read in the conversation that a request came from. */
  of(approval: string): Promise<ApprovalEvidence> {
    return this.api.call(evidenceOfApproval({ id: approval }));
  }
}
