import { BREAKGLASS_REASONS, SelfApproval } from '@legator/contracts';
import type { Risk } from '@legator/contracts';
import type { Verdict } from '@legator/core';

/** On what terms a request may be approved. */
export interface Terms {
  /** The risk whose rules hold. */
  readonly treatedAs: Risk;
  readonly selfApproval: SelfApproval;
  readonly secondApprover: boolean;
}

const RISKS: readonly Risk[] = ['low', 'medium', 'high', 'critical'];
/** The highest risk of one's own request that one may approve. */
const OWN_UP_TO: Record<SelfApproval, number> = { never: -1, medium: 1, any: 2 };

/**
 * Reads them from what policy said: `self_approval` (`medium` unless said) and `require_second_approver`, at the top of
 * the rationale or in its `policy`. A word that nobody knows counts as `never`, and no rationale at all as high risk.
 */
export function termsOf({ risk, rationale }: Pick<Verdict, 'risk' | 'rationale'>): Terms {
  const said = field(rationale, 'self_approval');
  const selfApproval = said === undefined ? 'medium' : (SelfApproval.safeParse(said).data ?? 'never');
  const second = field(rationale, 'require_second_approver');
  return {
    treatedAs: hasRationale(rationale) ? risk : worse(risk, 'high'),
    selfApproval,
    secondApprover: second !== undefined && second !== false,
  };
}

/** Whether policy explained itself. The reasons beside it are ours and do not count. */
export function hasRationale(rationale: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(rationale).some((key) => key !== 'reasons');
}

/** How many different people have to say yes. */
export function approvalsNeeded({ treatedAs, secondApprover }: Omit<Terms, 'selfApproval'>): number {
  return treatedAs === 'critical' || secondApprover ? 2 : 1;
}

/** Whether whoever asked may say yes, like anybody else. */
export function ownAllowed({ treatedAs, selfApproval }: Omit<Terms, 'secondApprover'>): boolean {
  return RISKS.indexOf(treatedAs) <= OWN_UP_TO[selfApproval];
}

/** What policy says of breaking the glass: whether, and for which reasons. */
export function breakglassOf({ rationale }: Pick<Verdict, 'rationale'>): {
  enabled: boolean;
  reasons: readonly string[];
} {
  const said = record(field(rationale, 'breakglass'));
  const listed = said?.['allowed_reasons'];
  const reasons = Array.isArray(listed) ? listed.filter((one) => typeof one === 'string') : [];
  // Unless policy says something, a person may; where nobody may approve their own, only if it says so.
  const enabled = said
    ? said['enabled'] === true
    : termsOf({ risk: 'low', rationale }).selfApproval !== 'never';
  return { enabled, reasons: reasons.length > 0 ? reasons : BREAKGLASS_REASONS };
}

function field(rationale: Readonly<Record<string, unknown>>, name: string): unknown {
  return rationale[name] ?? record(rationale['policy'])?.[name];
}

function record(value: unknown): Record<string, unknown> | undefined {
  return value && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function worse(a: Risk, b: Risk): Risk {
  return RISKS.indexOf(a) >= RISKS.indexOf(b) ? a : b;
}
