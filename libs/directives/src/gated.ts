import type { Actor, GatedDirective, Verdict } from '@legator/core';
import type { Ask } from './admission.js';
import type { AnyDirectiveType } from './directive-type.js';
import type { Directive } from './directive.js';

type Wishes = Pick<Ask, 'breakglass' | 'supersedes'>;

/** What the gate is told about a directive it has to hold, or has held. */
export function toGated(
  directive: Directive,
  type: AnyDirectiveType | undefined,
  actor: Actor,
  { breakglass, supersedes }: Wishes = {},
): GatedDirective {
  const { id, payload, summary, subject, decision, risk, level, reasons, rationale, reason } = directive;
  const verdict: Verdict = { decision, risk, level, reasons, rationale };
  return {
    directiveId: id,
    type: directive.type,
    payload,
    summary,
    command: commandOf(directive, type),
    subject,
    actor,
    verdict,
    ...(reason ? { reason } : {}),
    // Glass is broken for what an emergency needs; our own configuration is done by whoever approves it.
    ...(breakglass && type?.kind !== 'inline' ? { breakglass } : {}),
    ...(supersedes ? { supersedes } : {}),
  };
}

/** Whoever asked for a directive, as far as its row knows them. */
export function asker({ requestedBy, tenantId }: Directive): Actor {
  const { type, id, name } = requestedBy;
  return { type: type as Actor['type'], id, name, tenantId, permissions: [] };
}

/** In full and from the payload, not from what the row says of it; empty for a payload that is none any more. */
function commandOf({ payload }: Directive, type: AnyDirectiveType | undefined): string {
  const parsed = type?.schema.safeParse(payload);
  return parsed?.success ? type!.summarize(parsed.data as never) : '';
}
