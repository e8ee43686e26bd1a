import type { FactCondition } from '@legator/fleet';
import { phraseOf, valueText } from './replies/field-words.js';
import type { Reading } from './reading/reading.js';

const LIVE: Readonly<Record<Extract<Reading, { kind: 'live' }>['look'], string>> = {
  disk: 'disk use now',
  memory: 'memory use now',
  processes: 'processes by CPU',
  memory_processes: 'processes by memory',
  errors: 'last errors in the journal',
  ports: 'ports that are listened on',
  sessions: 'who is logged in',
  kernel_log: 'log of the kernel',
  service_log: 'end of the log',
  failed_services: 'failed services now',
  containers: 'running containers',
  clock: 'time there',
};

/** What a question was read as, so that whoever asked sees it when it was something else. */
export function saidAs(reading: Reading, words: string): string {
  const about = `${what(reading)}, ${words}`;
  const conditions = 'where' in reading ? reading.where.map(conditionText) : [];
  return [about, ...conditions].join(', ');
}

function what(reading: Reading): string {
  switch (reading.kind) {
    case 'rank':
      return `${reading.direction === 'most' ? 'highest' : 'lowest'} ${phraseOf(reading.field)}`;
    case 'sum':
      return `${{ avg: 'mean', sum: 'total', median: 'median' }[reading.fn]} ${phraseOf(reading.field)}${reading.by ? ` by ${phraseOf(reading.by)}` : ''}`;
    case 'count':
      return reading.by ? `number of hosts by ${phraseOf(reading.by)}` : 'number of hosts';
    case 'list':
      return 'list of hosts';
    case 'things':
      return `${reading.list}${reading.name ? ` ${reading.name}` : 's'}`;
    case 'service':
      return `state of the service ${reading.name}`;
    case 'show':
      return reading.fields.map(phraseOf).join(' and ');
    case 'compare':
      return `comparison of ${reading.fields.map(phraseOf).join(' and ')}`;
    case 'about':
      return 'summary';
    case 'live':
      return LIVE[reading.look];
    case 'act':
      return reading.verb === 'update'
        ? 'update of the package lists'
        : `${reading.verb} of the service ${reading.name}`;
    case 'changes':
      return 'what happened';
    case 'needs':
      return reading.of === 'approval' ? 'what waits for approval' : 'what needs somebody';
    default:
      return 'nothing';
  }
}

const SIGNS: Readonly<Record<string, string>> = {
  ...{ eq: '', ne: 'not', in: '', not_in: 'not', like: '', not_like: 'not' },
  ...{ gt: 'over', gte: 'at least', lt: 'under', lte: 'at most', known: 'known', unknown: 'unknown' },
};

/** A condition in words: "disk in use over 90 %". The values are what the person typed. */
export function conditionText({ field, op, value }: FactCondition): string {
  const values = (Array.isArray(value) ? value : [value ?? '']).map((one) =>
    valueText(field, one, new Date()),
  );
  if (field === 'status' || field === 'connected') return stateText(field, op, value);
  if (op === 'ne' && field.includes('.')) return `no ${phraseOf(field)} ${values.join(' or ')}`;
  return [phraseOf(field), SIGNS[op], values.join(' or ')].filter(Boolean).join(' ');
}

function stateText(field: 'status' | 'connected', op: string, value: unknown): string {
  const word = field === 'status' ? String(value) : 'connected';
  return (op === 'ne') === (value !== false) ? `not ${word}` : word;
}

/** Who is spoken of: " (tag web, offline)"; nothing for everybody. */
export function saidOf(where: readonly FactCondition[], words: string | undefined): string {
  const all = [...(words ? [words] : []), ...where.map(conditionText)];
  return all.length > 0 ? ` (${all.join(', ')})` : '';
}
