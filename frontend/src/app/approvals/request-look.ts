import type { ApprovalState, ApprovalView } from '../core/api/models';
import type { IconName } from '../ui/icon';
import type { RiskLevel } from '../ui/risk';
import type { Tone } from '../ui/tone';
import { visibleText } from '../ui/visible-text';
import { WORDS } from './approvals-words';

/** One thing that a command would touch, as the judge names it. */
export interface Touch {
  readonly kind: string;
  readonly verb: string;
  readonly target: string;
}

export const RISK_LOOKS: Readonly<Record<RiskLevel, { tone: Tone; icon: IconName }>> = {
  low: { tone: 'ok', icon: 'shield-check' },
  medium: { tone: 'warn', icon: 'shield-alert' },
  high: { tone: 'high', icon: 'shield-alert' },
  critical: { tone: 'bad', icon: 'shield-x' },
};

export const STATE_LOOKS: Readonly<Record<ApprovalState, { tone: Tone; icon: IconName }>> = {
  pending: { tone: 'warn', icon: 'clock' },
  approved: { tone: 'ok', icon: 'circle-check' },
  denied: { tone: 'bad', icon: 'circle-x' },
  expired: { tone: 'neutral', icon: 'circle-dashed' },
  withdrawn: { tone: 'neutral', icon: 'undo-2' },
  superseded: { tone: 'neutral', icon: 'rotate-cw' },
  void: { tone: 'bad', icon: 'ban' },
};

export const KIND_ICONS: Readonly<Record<string, IconName>> = {
  read: 'eye',
  write: 'pencil',
  delete: 'trash-2',
  network: 'network',
  process: 'cpu',
  package: 'package',
  service: 'settings',
  account: 'user',
  power: 'power',
  credential: 'key-round',
  mount: 'hard-drive',
  container: 'container',
  cluster: 'boxes',
  database: 'database',
  setting: 'sliders-horizontal',
  unknown: 'circle-question-mark',
};

/** How a request stands; who broke the glass was approved by nobody. */
export function stateLook(approval: Pick<ApprovalView, 'decision' | 'decided_by' | 'breakglass_reason'>): {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly text: string;
} {
  const { decision, decided_by: by, breakglass_reason: glass } = approval;
  const name = visibleText(by ?? '');
  if (glass !== undefined) return { tone: 'bad', icon: 'siren', text: WORDS.glass.brokenBy(name) };
  return { ...STATE_LOOKS[decision], text: WORDS.outcome.short[decision](name) };
}

/** Everything that the judge found it would touch, each once; reads last. Empty where it could not tell. */
export function touchesOf({ policy_rationale: rationale }: Pick<ApprovalView, 'policy_rationale'>): Touch[] {
  const said = rationale['touches'];
  if (!Array.isArray(said)) return [];
  const found = said.flatMap((one: Partial<Touch> | null) => {
    const { kind, verb, target } = one ?? {};
    if (typeof kind !== 'string' || typeof verb !== 'string' || typeof target !== 'string') return [];
    return [{ kind, verb: visibleText(verb), target: visibleText(target) }];
  });
  const each = new Map(found.map((one) => [`${one.kind} ${one.verb} ${one.target}`, one]));
  return [...each.values()].sort((a, b) => Number(a.kind === 'read') - Number(b.kind === 'read'));
}

/** "Restart nginx.service" where the judge knows what it does; else the command as it was summed up. */
export function titleOf(approval: Pick<ApprovalView, 'policy_rationale' | 'summary'>): string {
  const changes = touchesOf(approval).filter(({ kind }) => kind !== 'read');
  const [first] = changes;
  if (!first || first.kind === 'unknown' || first.target === '*') return visibleText(approval.summary);
  const name = `${first.verb.charAt(0).toUpperCase()}${first.verb.slice(1)} ${first.target}`;
  // A name that says less than there is would mislead whoever decides.
  return changes.length === 1 ? name : `${name} and ${changes.length - 1} more`;
}

/** The risk whose rules hold, where the list does not say it: a request without a rationale counts as high. */
export function shownRisk(approval: Pick<ApprovalView, 'policy_rationale' | 'risk_level'>): RiskLevel {
  const { policy_rationale: rationale, risk_level: risk } = approval;
  const isExplained = Object.keys(rationale).some((key) => key !== 'reasons');
  return isExplained || risk === 'critical' ? risk : 'high';
}

/** The tags of the host when it was asked for. */
export function tagsOf({ command }: Pick<ApprovalView, 'command'>): string[] {
  const tags = command['tags'];
  return Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string') : [];
}

/** Under which name the output of what was approved is found. */
export function requestIdOf({ command }: Pick<ApprovalView, 'command'>): string | undefined {
  const id = command['request_id'];
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** "14:32"; from an hour on "2 h 05". */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  const two = (value: number) => String(value).padStart(2, '0');
  if (seconds < 3_600) return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  return `${Math.floor(seconds / 3_600)}\u2009h ${two(Math.floor((seconds % 3_600) / 60))}`;
}
