import type { PolicyBreakglass, PolicyDocument, PolicySelfApproval } from '@legator/contracts';

/** What holds for whoever decides about a request. */
export interface ApprovalTerms {
  readonly self_approval: PolicySelfApproval;
  readonly require_second_approver: boolean;
  readonly breakglass?: PolicyBreakglass;
}

const STRICTEST: readonly PolicySelfApproval[] = ['never', 'medium', 'any'];

/** The strictest of all documents; without any, what the product says by itself. */
export function termsOf(documents: readonly PolicyDocument[]): ApprovalTerms {
  if (documents.length === 0) return { self_approval: 'medium', require_second_approver: false };
  const said = new Set(documents.map(({ self_approval: self }) => self));
  return {
    self_approval: STRICTEST.find((one) => said.has(one))!,
    require_second_approver: documents.some(
      ({ require_second_approver: second, approval_mode: mode }) => second || mode === 'two_person',
    ),
    breakglass: documents.map(({ breakglass }) => breakglass).reduce(narrower),
  };
}

function narrower(a: PolicyBreakglass, b: PolicyBreakglass): PolicyBreakglass {
  const reasons = a.allowed_reasons?.filter((reason) => b.allowed_reasons?.includes(reason) ?? false) ?? [];
  return {
    enabled: a.enabled && b.enabled && reasons.length > 0,
    allowed_reasons: reasons,
    require_typed_confirmation: a.require_typed_confirmation || b.require_typed_confirmation,
  };
}
