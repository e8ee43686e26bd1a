import { BREAKGLASS_REASONS } from '@legator/contracts';
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

/** What somebody could do on the later terms and not on the earlier ones; nothing when they are no looser. */
export function looserTerms(was: ApprovalTerms, becomes: ApprovalTerms): string | undefined {
  if (STRICTEST.indexOf(becomes.self_approval) > STRICTEST.indexOf(was.self_approval))
    return 'let people approve more of what they asked for themselves';
  if (was.require_second_approver && !becomes.require_second_approver)
    return 'let one person approve what takes two now';
  const now = glassReasons(was);
  if (glassReasons(becomes).some((reason) => !now.includes(reason)))
    return 'let the glass be broken where nobody may now';
  return undefined;
}

/** Where no policy says anything of breaking the glass, any reason of the product will do. */
function glassReasons({ breakglass }: ApprovalTerms): readonly string[] {
  if (!breakglass) return BREAKGLASS_REASONS;
  return breakglass.enabled ? (breakglass.allowed_reasons ?? []) : [];
}

function narrower(a: PolicyBreakglass, b: PolicyBreakglass): PolicyBreakglass {
  const reasons = a.allowed_reasons?.filter((reason) => b.allowed_reasons?.includes(reason) ?? false) ?? [];
  return {
    enabled: a.enabled && b.enabled && reasons.length > 0,
    allowed_reasons: reasons,
    require_typed_confirmation: a.require_typed_confirmation || b.require_typed_confirmation,
  };
}
