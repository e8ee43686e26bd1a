import type { PolicyVersionView } from '../core/api/models';
import { durationText } from '../ui/time-text';
import { visibleText } from '../ui/visible-text';
import {
  ANSWERS,
  APPROVAL_MODES,
  BREAKGLASS_REASONS,
  DAYS,
  INDICATORS,
  LEVELS,
  CAPTURE,
  SANDBOX,
  SELF_APPROVAL,
  probesText,
} from './policies-words';

export type PolicyText = PolicyVersionView['document'];

/** One rule, as a sentence; `code` is what a machine would read. */
export interface Rule {
  readonly text: string;
  readonly code?: readonly string[];
  /** What becomes of what it catches. */
  readonly then?: 'queue' | 'deny';
}
export interface RuleSection {
  readonly title: string;
  readonly rules: readonly Rule[];
}

/** A template in sentences, by what somebody wants to know; sections without rules are left out. */
export function rulesOf(policy: PolicyText): readonly RuleSection[] {
  return [
    { title: 'Runs without a person', rules: level(policy) },
    { title: 'Held back', rules: held(policy) },
    { title: 'Protected', rules: guarded(policy) },
    { title: 'When and how much', rules: limits(policy) },
    { title: 'Who decides', rules: deciders(policy) },
    { title: 'Containment', rules: containment(policy) },
  ].filter(({ rules }) => rules.length > 0);
}

function level({
  level: name,
  approval_mode: mode,
  allow,
  execution_class_required: lane,
}: PolicyText): Rule[] {
  return [
    { text: `${LEVELS[name].word}. ${LEVELS[name].text}` },
    { text: APPROVAL_MODES[mode] },
    ...(lane === 'breakglass_direct'
      ? [{ text: 'Nothing but changes runs, and those only by breaking the glass.' }]
      : []),
    ...(allow?.length
      ? [{ text: 'Of changes, only these run; any other waits for a person:', code: allow.map(effectText) }]
      : []),
  ];
}

function held({ blocked, allowed, block }: PolicyText): Rule[] {
  return [
    ...(blocked?.length ? [{ text: 'Commands that begin with', code: blocked, then: 'deny' as const }] : []),
    ...(allowed?.length
      ? [{ text: 'Commands that begin with none of', code: allowed, then: 'deny' as const }]
      : []),
    ...(block ?? []).map((rule) => ({
      text: rule.reason ? visibleText(rule.reason) : 'Commands that would do',
      code: [effectText(rule)],
      then: rule.then,
    })),
  ];
}

function guarded({ paths, services, hosts }: PolicyText): Rule[] {
  const kinds = [
    ['Path', paths],
    ['Service', services],
    ['Host', hosts],
  ] as const;
  return kinds.flatMap(([kind, list]) =>
    (list ?? []).map(({ match, on, then }) => ({
      text: on === 'any' ? `${kind}: touching it at all` : `${kind}: changing it`,
      code: [match],
      then,
    })),
  );
}

function limits(policy: PolicyText): Rule[] {
  const { windows, outside_windows, rate, max_targets, max_runtime_sec, capacity } = policy;
  return [
    ...(windows?.length
      ? [{ text: `Changes outside of ${windows.map(windowText).join(' or ')}`, then: outside_windows }]
      : []),
    ...(rate?.per_probe
      ? [{ text: `More than ${rate.per_probe} commands an hour at one probe`, then: rate.then }]
      : []),
    ...(rate?.per_tenant
      ? [{ text: `More than ${rate.per_tenant} commands an hour at all probes together`, then: rate.then }]
      : []),
    ...(max_targets
      ? [{ text: `One request for more than ${probesText(max_targets)}`, then: 'queue' as const }]
      : []),
    ...(max_runtime_sec
      ? [
          {
            text: `Commands that may take longer than ${durationText(max_runtime_sec)}`,
            then: 'deny' as const,
          },
        ]
      : []),
    ...(capacity?.conditions ?? []).map((one) => ({
      text: `${capacity?.applies_to === 'all' ? 'Everything' : 'Changes'} while ${conditionText(one)}`,
      then: one.then,
    })),
    ...(capacity?.missing === 'queue' && capacity.conditions.length > 0
      ? [{ text: 'The same while that is not known', then: 'queue' as const }]
      : []),
  ];
}

function deciders({ self_approval, require_second_approver, breakglass }: PolicyText): Rule[] {
  return [
    { text: SELF_APPROVAL[self_approval] },
    ...(require_second_approver ? [{ text: 'A second person has to approve as well.' }] : []),
    {
      text: breakglass.enabled
        ? `The glass may be broken for ${breakglassText(breakglass)}. Somebody looks at it afterwards.`
        : 'The glass cannot be broken: nobody runs anything past the decision.',
    },
  ];
}

function containment(policy: PolicyText): Rule[] {
  const { sandbox, execution_class_required: lane, runtime_class, cpu_millis, memory_mib } = policy;
  const budget = [
    runtime_class && visibleText(runtime_class),
    cpu_millis && `${cpu_millis}\u2009m CPU`,
    memory_mib && `${memory_mib}\u2009MiB memory`,
  ].filter(Boolean);
  return [
    { text: SANDBOX[sandbox] },
    ...(policy.capture === 'required' ? [{ text: CAPTURE.required }] : []),
    { text: 'Execution class', code: [lane] },
    ...(budget.length > 0 ? [{ text: `Within ${budget.join(', ')}.` }] : []),
    ...(policy.allowed_scopes?.length ? [{ text: 'Scopes', code: policy.allowed_scopes }] : []),
    ...(policy.allowed_capabilities?.length
      ? [{ text: 'Capabilities', code: policy.allowed_capabilities }]
      : []),
  ];
}

/** "service restart nginx*, from risk medium". */
export function effectText(rule: NonNullable<PolicyText['allow']>[number]): string {
  const { kind, verb, target, min_level, max_level, min_risk, max_risk } = rule;
  const words = [kind && kind !== '*' ? kind : 'anything', verb, target].filter(Boolean).join(' ');
  const bounds = [
    min_level && `from level ${min_level}`,
    max_level && `up to level ${max_level}`,
    min_risk && `from risk ${min_risk}`,
    max_risk && `up to risk ${max_risk}`,
  ].filter(Boolean);
  return [words, ...bounds].join(', ');
}

/** "CPU is above 85 %". */
export function conditionText(condition: NonNullable<PolicyText['capacity']>['conditions'][number]): string {
  const { indicator, comparator, threshold } = condition;
  const { word, unit } = INDICATORS[indicator];
  return `${word} is ${comparator === '>' ? 'above' : 'below'} ${threshold}${unit}`;
}

/** "Mon–Fri 22:00–02:00 Europe/Berlin". */
export function windowText({
  days,
  from,
  to,
  time_zone,
}: NonNullable<PolicyText['windows']>[number]): string {
  const order = Object.keys(DAYS) as (keyof typeof DAYS)[];
  const at = [...days].map((day) => order.indexOf(day)).sort((a, b) => a - b);
  const isRun = at.length > 2 && at.at(-1)! - at[0]! === at.length - 1;
  const text = isRun
    ? `${DAYS[order[at[0]!]!]}–${DAYS[order[at.at(-1)!]!]}`
    : at.map((one) => DAYS[order[one]!]).join(', ');
  return `${at.length === 7 ? 'daily' : text} ${from}–${to} ${time_zone}`;
}

/** "service outage, after typing the host". */
export function breakglassText({
  enabled,
  allowed_reasons,
  require_typed_confirmation,
}: PolicyText['breakglass']): string {
  if (!enabled) return 'off';
  const reasons = (allowed_reasons ?? []).map((one) => BREAKGLASS_REASONS[one] ?? one).join(', ');
  return `${reasons}${require_typed_confirmation ? ', after typing the host' : ''}`;
}

export const thenText = (then: 'queue' | 'deny') => ANSWERS[then];
