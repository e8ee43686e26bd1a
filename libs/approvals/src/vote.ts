import type { ApprovalStanding } from '@legator/contracts';

/** One person's yes to one request. */
export interface Vote {
  readonly approvalId: string;
  readonly tenantId: string;
  /** As `personId` writes them. */
  readonly person: string;
  readonly name: string;
  readonly as: ApprovalStanding;
  readonly reason: string | null;
  /** Who the client said it was. */
  readonly claimedBy: string | null;
  readonly at: Date;
}
