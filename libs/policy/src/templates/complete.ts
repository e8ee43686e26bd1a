import { MAX_FRAME_BYTES, PolicyDocument } from '@legator/contracts';
import type { Level, PolicyInput } from '@legator/contracts';
import { invalidAt } from '@legator/core';
import { messageBytes } from '../assignments/policy-frame.js';

const BY_LEVEL = {
  observe: { execution_class_required: 'observe_direct', approval_mode: 'none' },
  diagnose: { execution_class_required: 'diagnose_sandbox', approval_mode: 'mutation_gate' },
  remediate: { execution_class_required: 'remediate_sandbox', approval_mode: 'mutation_gate' },
} as const satisfies Record<Level, object>;

/**
 * A template with nothing left open. `sandbox` counts where both it and upstream's flag are given; the flag alone asks
 * for one. @throws `invalid` for fields that contradict each other
 */
export function complete({ note: _note, ...input }: PolicyInput): PolicyDocument {
  const asked = input.sandbox ?? (input.sandbox_required ? 'required' : 'preferred');
  const document = PolicyDocument.parse({
    ...BY_LEVEL[input.level],
    require_second_approver: false,
    self_approval: 'medium',
    breakglass: { enabled: false, require_typed_confirmation: false },
    outside_windows: 'queue',
    ...given(input),
    sandbox: asked,
    // What asks for nothing is left out, so that the same policy is written in one way.
    ...(input.capture === 'preferred' ? { capture: undefined } : {}),
  });
  refuseContradictions(document);
  refuseTooLarge(document);
  return document;
}

function given(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

function refuseContradictions({ execution_class_required: lane, sandbox, breakglass }: PolicyDocument): void {
  if (lane === 'breakglass_direct' && sandbox === 'required')
    throw invalidAt('sandbox', 'cannot be required where changes run by breaking the glass');
  if (lane === 'breakglass_direct' && !breakglass.enabled)
    throw invalidAt('breakglass', 'must be enabled where changes run by breaking the glass');
}

/** A probe is told of its policies in one frame, and those of several tags have to find room in it. */
const MOST_BYTES = MAX_FRAME_BYTES / 4;

function refuseTooLarge({ block = [], blocked = [] }: PolicyDocument): void {
  const bytes = messageBytes({ block, blocked });
  if (bytes <= MOST_BYTES) return;
  const kib = (n: number) => `${Math.ceil(n / 1024)} KiB`;
  throw invalidAt(
    block.length >= blocked.length ? 'block' : 'blocked',
    `is told to each probe and takes ${kib(bytes)} of the line with \`block\` and \`blocked\` together; at most ${kib(MOST_BYTES)} are taken`,
    'policy.too_large',
  );
}
