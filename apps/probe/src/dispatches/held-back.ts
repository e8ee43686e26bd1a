import type { Level, Risk } from '@legator/contracts';
import { fitsRule, type SeenEffect } from '@legator/shell';
import type { Refusal } from './gatekeeper.js';
import type { HostPolicy } from './host-policy.js';

interface Judged {
  readonly level: Level;
  readonly known: boolean;
  readonly risk?: Risk;
  readonly effects?: readonly SeenEffect[];
}

/** What the policy of the control plane or of the host itself has against a command, beside its level. */
export function heldBack(
  { blocked, rules, sandbox }: Pick<HostPolicy, 'blocked' | 'rules' | 'sandbox'>,
  spellings: readonly (readonly string[])[],
  own: Judged,
  { approved, contained }: { approved: boolean; contained: boolean },
): Refusal | undefined {
  const prefix = blocked.find((text) => spellings.some((argv) => beginsWith(argv, text)));
  if (prefix !== undefined) {
    return { reason: 'blocked', message: `Commands that begin with “${prefix}” do not run on this host.` };
  }
  for (const rule of rules) {
    const fit = fitsRule(rule, { risk: 'critical', ...own });
    if (fit === 'no' || (approved && (fit === 'perhaps' || rule.then === 'queue'))) continue;
    const what = rule.reason ?? [rule.kind, rule.verb, rule.target].filter(Boolean).join(' ');
    return { reason: 'blocked_effect', message: `The policy of this host holds it back: ${what}.` };
  }
  if (sandbox === 'required' && own.level !== 'remediate' && !contained) {
    return {
      reason: 'not_contained',
      message: 'The policy asks for a sandbox, and this cannot run in one on this host.',
    };
  }
  return undefined;
}

/** The program counts by its name alone as well, wherever it lies. */
function beginsWith(argv: readonly string[], prefix: string): boolean {
  const bare = [(argv[0] ?? '').replace(/^.*[\\/](?=.)/, ''), ...argv.slice(1)];
  return [argv, bare].some((words) => squeeze(words.join(' ')).startsWith(squeeze(prefix)));
}

function squeeze(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}
