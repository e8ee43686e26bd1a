import { allows, fitsRule } from '@legator/shell';
import type { AllowRule } from '@legator/contracts';
import type { Check } from './facts.js';

/** Blocked effects; and where a policy lists what may change, everything else. */
export const effectCheck: Check = function* ({ document }, { judgement }) {
  for (const rule of document.block ?? []) {
    const fit = fitsRule(rule, judgement);
    const what = rule.reason ?? describeRule(rule);
    if (fit === 'surely')
      yield {
        code: 'policy.block',
        then: rule.then,
        value: describeRule(rule),
        text: `The policy holds this back: ${what}.`,
      };
    // Nobody can tell, so it is not refused for good; but nobody lets it run unseen either.
    if (fit === 'perhaps')
      yield {
        code: 'policy.block_perhaps',
        then: 'queue',
        value: describeRule(rule),
        text: `Nobody can tell whether it does what the policy holds back: ${what}.`,
      };
  }
  const { allow } = document;
  if (!allow || allow.length === 0) return;
  if ((judgement.level === 'remediate' || !judgement.known) && !allows(allow, judgement))
    yield {
      code: 'policy.allow',
      then: 'queue',
      text: 'It would change more than the policy lets run without a person.',
    };
};

/** A rule in words. */
export function describeRule({
  kind,
  verb,
  target,
  min_level,
  max_level,
  min_risk,
  max_risk,
}: AllowRule): string {
  const words = [kind && kind !== '*' ? kind : 'anything', verb, target].filter(Boolean).join(' ');
  const bounds = [
    min_level && `from level ${min_level}`,
    max_level && `up to level ${max_level}`,
    min_risk && `from risk ${min_risk}`,
    max_risk && `up to risk ${max_risk}`,
  ].filter(Boolean);
  return bounds.length > 0 ? `${words}, ${bounds.join(', ')}` : words;
}
