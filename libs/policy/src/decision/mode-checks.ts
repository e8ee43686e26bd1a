import { isChange, type Check } from './facts.js';

/** Upstream's modes of approval. */
export const approvalModeCheck: Check = function* ({ document }, facts) {
  const mode = document.approval_mode;
  if (mode === 'none' || (mode === 'mutation_gate' && !isChange(facts))) return;
  const text =
    mode === 'mutation_gate'
      ? 'The policy lets nothing change without a person.'
      : mode === 'two_person'
        ? 'The policy wants two people for every command.'
        : 'The policy wants a person for every command.';
  yield { code: `approval.required.${mode}`, then: 'queue', text };
};

/** Policies under which changes go only by breaking the glass. */
export const breakglassCheck: Check = function* ({ document }, facts) {
  if (document.execution_class_required !== 'breakglass_direct') return;
  if (!isChange(facts))
    yield {
      code: 'policy.breakglass_not_applicable',
      then: 'deny',
      text: 'Under this policy only changes run, by breaking the glass.',
    };
  else if (!document.breakglass.enabled)
    yield {
      code: 'policy.breakglass_disabled',
      then: 'deny',
      text: 'The policy lets changes run only by breaking the glass, and forbids that.',
    };
  else if (document.sandbox === 'required')
    yield {
      code: 'policy.sandbox_required',
      then: 'deny',
      text: 'The policy asks for a sandbox, in which nothing can be changed.',
    };
  else
    yield {
      code: 'approval.breakglass_required',
      then: 'queue',
      text: 'Under this policy a change waits for people, or the glass is broken for it.',
    };
};
