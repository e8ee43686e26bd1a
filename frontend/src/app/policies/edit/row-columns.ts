import { INDICATORS } from '../policies-words';

export interface RowColumn {
  readonly key: string;
  readonly label: string;
  readonly kind: 'text' | 'number' | 'choice' | 'days';
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly placeholder?: string;
  /** What counts where nothing is said. */
  readonly fallback?: string;
  readonly mono?: boolean;
  readonly wide?: boolean;
}

const ANSWERS = [
  { value: 'queue', label: 'waits for a person' },
  { value: 'deny', label: 'is refused' },
];
const ON = [
  { value: 'change', label: 'when changed' },
  { value: 'any', label: 'when touched at all' },
];
const RISKS = ['', 'low', 'medium', 'high', 'critical'].map((value) => ({ value, label: value || 'any' }));

const guarded = (placeholder: string): readonly RowColumn[] => [
  { key: 'match', label: 'Which', kind: 'text', placeholder, mono: true, wide: true },
  { key: 'on', label: 'When', kind: 'choice', options: ON, fallback: 'change' },
  { key: 'then', label: 'Then it', kind: 'choice', options: ANSWERS, fallback: 'queue' },
];

/** The lists of a policy: their fields, and what a new row begins with. */
export const LISTS = {
  paths: { columns: guarded('/etc/nginx'), fresh: { match: '', on: 'change', then: 'queue' } },
  services: { columns: guarded('postgresql*'), fresh: { match: '', on: 'change', then: 'queue' } },
  hosts: { columns: guarded('db-*'), fresh: { match: '', on: 'any', then: 'queue' } },
  block: {
    columns: [
      { key: 'kind', label: 'Kind', kind: 'text', placeholder: 'service', mono: true },
      { key: 'verb', label: 'Verb', kind: 'text', placeholder: 'restart', mono: true },
      { key: 'target', label: 'Target', kind: 'text', placeholder: 'nginx*', mono: true, wide: true },
      { key: 'min_risk', label: 'From risk', kind: 'choice', options: RISKS, fallback: '' },
      { key: 'then', label: 'Then it', kind: 'choice', options: ANSWERS, fallback: 'deny' },
      { key: 'reason', label: 'Reason, shown to whoever asked', kind: 'text', wide: true },
    ],
    fresh: { kind: '*', then: 'queue' },
  },
  windows: {
    columns: [
      { key: 'days', label: 'Days it begins on', kind: 'days' },
      { key: 'from', label: 'From', kind: 'text', placeholder: '22:00' },
      { key: 'to', label: 'To', kind: 'text', placeholder: '02:00' },
      {
        key: 'time_zone',
        label: 'Time zone',
        kind: 'text',
        placeholder: 'Europe/Berlin',
        fallback: 'UTC',
        wide: true,
      },
    ],
    fresh: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '22:00', to: '04:00', time_zone: 'UTC' },
  },
  conditions: {
    columns: [
      {
        key: 'indicator',
        label: 'While',
        kind: 'choice',
        options: Object.entries(INDICATORS).map(([value, { word, unit }]) => ({
          value,
          label: unit ? `${word} (%)` : word,
        })),
      },
      {
        key: 'comparator',
        label: 'is',
        kind: 'choice',
        options: [
          { value: '>', label: 'above' },
          { value: '<', label: 'below' },
        ],
      },
      { key: 'threshold', label: 'This', kind: 'number', placeholder: '90' },
      { key: 'then', label: 'Then it', kind: 'choice', options: ANSWERS, fallback: 'queue' },
    ],
    fresh: { indicator: 'cpu_percent', comparator: '>', threshold: 90, then: 'queue' },
  },
} as const satisfies Record<
  string,
  { columns: readonly RowColumn[]; fresh: Readonly<Record<string, unknown>> }
>;
