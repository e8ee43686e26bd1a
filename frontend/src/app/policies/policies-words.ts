import type {
  ApprovalMode,
  CapacityIndicator,
  Level,
  PolicyDrift,
  PolicySelfApproval,
  Weekday,
} from '../core/api/models';
import { countText } from '../ui/number-text';
import type { Tone } from '../ui/tone';

export const many = (count: number, one: string, more: string) =>
  `${countText(count)} ${count === 1 ? one : more}`;
export const probesText = (count: number) => many(count, 'probe', 'probes');

export const LEVELS: Readonly<Record<Level, { word: string; text: string; tone: Tone }>> = {
  observe: { word: 'Observe', text: 'What only reads runs without a person.', tone: 'info' },
  diagnose: { word: 'Diagnose', text: 'Reading and looking closer run without a person.', tone: 'accent' },
  remediate: { word: 'Remediate', text: 'Everything up to changes runs without a person.', tone: 'warn' },
};

export const ANSWERS = { queue: 'waits for a person', deny: 'is refused' } as const;

export const APPROVAL_MODES: Readonly<Record<ApprovalMode, string>> = {
  none: 'What the level lets run runs by itself.',
  mutation_gate: 'Every change waits for a person.',
  plan_first: 'Every command waits for a person.',
  every_action: 'Every command waits for a person.',
  two_person: 'Every command waits for two people.',
};
export const APPROVAL_NAMES: Readonly<Record<ApprovalMode, string>> = {
  none: 'As the level says',
  mutation_gate: 'A person for every change',
  plan_first: 'A person for every command, plans first',
  every_action: 'A person for every command',
  two_person: 'Two people for every command',
};
export const SELF_APPROVAL: Readonly<Record<PolicySelfApproval, string>> = {
  never: 'Whoever asked may not approve.',
  medium: 'Whoever asked may approve up to medium risk.',
  any: 'Whoever asked may approve at any risk.',
};
export const SELF_NAMES: Readonly<Record<PolicySelfApproval, string>> = {
  never: 'never',
  medium: 'up to medium risk',
  any: 'at any risk',
};
export const SANDBOX = {
  preferred: 'Commands that read run in a sandbox where the host has one, and without where it has none.',
  required: 'Commands that read run in a sandbox or not at all.',
} as const;
export const CAPTURE = {
  preferred: 'Changes run also where nothing can be looked at before and after.',
  required: 'A change of which nothing can be looked at before and after waits for a person.',
} as const;
export const BREAKGLASS_REASONS: Readonly<Record<string, string>> = {
  incident_response: 'incident response',
  security_emergency: 'security emergency',
  service_outage: 'service outage',
  data_recovery: 'data recovery',
};
export const INDICATORS: Readonly<Record<CapacityIndicator, { word: string; unit: string }>> = {
  cpu_percent: { word: 'CPU', unit: '\u2009%' },
  memory_percent: { word: 'memory', unit: '\u2009%' },
  disk_percent: { word: 'the fullest disk', unit: '\u2009%' },
  load_per_core: { word: 'load per CPU', unit: '' },
  health: { word: 'health', unit: '' },
};
export const DAYS: Readonly<Record<Weekday, string>> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
};

export const DRIFTS: Readonly<Record<PolicyDrift, { word: string; text: string; tone: Tone }>> = {
  none: { word: 'Holds it', text: 'The probe says that it goes by what it was given.', tone: 'ok' },
  unassigned: { word: 'No policy', text: 'No policy was ever applied to it.', tone: 'neutral' },
  unreported: {
    word: 'Not confirmed',
    text: 'The probe has not said yet what it goes by. One that is away says it when it connects.',
    tone: 'warn',
  },
  outdated: { word: 'Older one', text: 'It goes by an older policy than it was given.', tone: 'warn' },
  stricter_here: {
    word: 'Stricter on the host',
    text: 'A rule of its own host lets less run than its policy says.',
    tone: 'info',
  },
  refused: { word: 'Refused', text: 'The probe does not take its policy.', tone: 'bad' },
};

export const WORDS = {
  title: 'Policies',
  intro:
    'What may run without a person, and where. A policy only tightens: it never lets more run than its level.',
  create: 'New policy',
  search: 'Find a policy',
  show: { all: 'All', own: 'Own', builtin: 'Built-in', applied: 'Applied', drift: 'Drift' },
  showLabel: 'Which policies',
  list: 'Policies',
  levelsTitle: 'What runs without a person, and on how many probes',
  builtin: 'Built-in',
  version: (version: number) => `v${version}`,
  nowhere: 'Applied nowhere',
  tags: (count: number) => many(count, 'tag', 'tags'),
  own: (count: number) => probesText(count),
  newer: (count: number) => `${many(count, 'place is', 'places are')} on an older version`,
  drifts: (count: number) => `${probesText(count)} ${count === 1 ? 'does' : 'do'} not hold it`,
  none: 'No policies of your own yet',
  noneText: 'Make a copy of one that came with the program, tighten it, and see what it would have decided.',
  noneMatch: 'No policies match',
  noneMatchShow: {
    own: 'No policies of your own',
    applied: 'No policy is applied',
    drift: 'Every probe holds its policy',
  },
  clear: 'Show all',
  driftTitle: 'Probes that go by something else',
  driftMore: 'These are the first 500.',
  partial: 'Where they are applied is not known.',
  copy: 'Copy and edit',
  edit: 'Edit',
  remove: 'Remove policy',
  apply: 'Apply',
  applyVersion: (version: number) => `Apply version ${version}`,
  more: 'More actions',
  copyId: 'Copy id',
  tabs: { rules: 'Rules', versions: 'Versions', applied: 'Applied' },
  tabsLabel: 'Policy',
  readOnly: 'You may read policies. Writing and applying them needs the permission fleet:write.',
  phone: 'Policies are written on a wider screen. Here you can read them, try them and apply them.',
  newVersion: (version: number) => `Version ${version} is the newest; this one stays as it is.`,
  removal: {
    title: (name: string) => `Remove ${name}?`,
    text: 'It can be applied nowhere any more. What it said stays in the audit trail.',
    verb: 'Remove policy',
    done: (name: string) => `${name} was removed`,
  },
} as const;
