import type { PolicyChange } from '../core/api/models';
import {
  type PolicyText,
  breakglassText,
  conditionText,
  effectText,
  thenText,
  windowText,
} from './policy-rules';
import type { Tone } from '../ui/tone';

const FIELDS: Readonly<Record<string, string>> = {
  name: 'Name',
  description: 'Description',
  level: 'Level',
  allowed: 'Allowed beginnings',
  blocked: 'Refused beginnings',
  allow: 'Changes that run',
  block: 'Effects held back',
  paths: 'Protected paths',
  services: 'Protected services',
  hosts: 'Protected hosts',
  windows: 'Change windows',
  outside_windows: 'Outside of the windows',
  rate: 'Commands an hour',
  max_targets: 'Probes at once',
  max_runtime_sec: 'Longest command, seconds',
  capacity: 'Condition of the host',
  sandbox: 'Sandbox',
  capture: 'Before and after',
  sandbox_required: 'Sandbox flag of upstream',
  execution_class_required: 'Execution class',
  approval_mode: 'Approval',
  self_approval: 'Approval by whoever asked',
  require_second_approver: 'Second approver',
  breakglass: 'Breaking the glass',
  runtime_class: 'Runtime class',
  cpu_millis: 'CPU, thousandths',
  memory_mib: 'Memory, MiB',
  allowed_scopes: 'Scopes',
  allowed_capabilities: 'Capabilities',
};

export const EFFECTS: Readonly<Record<PolicyChange['effect'], { word: string; tone: Tone }>> = {
  stricter: { word: 'stricter', tone: 'ok' },
  looser: { word: 'looser', tone: 'warn' },
  other: { word: 'differs', tone: 'neutral' },
};

export const fieldName = (path: string) => FIELDS[path] ?? path;

/** Nothing, for a side that says nothing about it. */
export const NOTHING = '–';

/** What a field says, in words; on as few lines as it needs. */
export function valueText(path: string, value: unknown): string {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return NOTHING;
  const lines = LINES[path]?.(value as never);
  if (lines) return (Array.isArray(lines) ? lines : [lines]).join('\n');
  if (Array.isArray(value)) return value.map(String).join('\n');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

type Document = Required<PolicyText>;
type Lines = { readonly [Key in keyof Document]?: (value: Document[Key]) => string | string[] };

const guarded = (rules: Document['paths']) =>
  rules.map(({ match, on, then }) => `${match} (${on === 'any' ? 'touched' : 'changed'}): ${thenText(then)}`);
const many = (count: number | undefined, where: string) => (count === undefined ? [] : [`${count} ${where}`]);

const LINES: Lines & Readonly<Record<string, ((value: never) => string | string[]) | undefined>> = {
  allow: (rules) => rules.map(effectText),
  block: (rules) => rules.map((rule) => `${effectText(rule)}: ${thenText(rule.then)}`),
  paths: guarded,
  services: guarded,
  hosts: guarded,
  windows: (windows) => windows.map(windowText),
  outside_windows: thenText,
  rate: ({ per_probe, per_tenant, then }) => [
    ...many(per_probe, 'at a probe'),
    ...many(per_tenant, 'in all'),
    `more ${thenText(then)}`,
  ],
  capacity: ({ conditions, applies_to, missing }) => [
    ...conditions.map((one) => `${conditionText(one)}: ${thenText(one.then)}`),
    `for ${applies_to === 'all' ? 'everything' : 'changes'}${missing === 'queue' ? ', also while not known' : ''}`,
  ],
  breakglass: breakglassText,
  require_second_approver: (needed) => (needed ? 'needed' : 'not needed'),
};
