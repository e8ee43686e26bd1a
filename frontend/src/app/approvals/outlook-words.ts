import type { OutlookMetric } from '../core/api/models';
import { countText } from '../ui/number-text';

const hosts = (count: number) => (count === 1 ? '1 host' : `${countText(count)} hosts`);

/** Every text of the part that says how things came to be and what is expected of them. */
export const OUTLOOK_WORDS = {
  metrics: { disk: 'Disk', memory: 'Memory', cpu: 'CPU', load: 'Load' } satisfies Record<
    OutlookMetric,
    string
  >,
  choose: 'What is shown over time',
  measured: 'Measured',
  rate: 'At this rate',
  now: 'now',
  ran: 'it ran',
  ahead: { disk: 'full in', memory: 'all in use in', cpu: '', load: '' } satisfies Record<
    OutlookMetric,
    string
  >,
  atRate: (what: string, time: string) => `At this rate ${what} ${time}`,
  full: { disk: 'It is full', memory: 'All of it is in use', cpu: '', load: '' } satisfies Record<
    OutlookMetric,
    string
  >,
  since: (before: string, last: string) => `${before} when it ran, ${last} last`,
  rows: 'Now, and what the command says it will be',
  was: 'Now',
  becomes: 'Will be',
  same: 'as it is now',
  unknown: 'not known before it runs',
  more: (count: number) => (count === 1 ? 'and 1 more thing' : `and ${countText(count)} more things`),
  onHosts: (names: readonly string[], count: number) => {
    const rest = count - names.length;
    return rest > 0 ? `${names.join(', ')} and ${countText(rest)} more` : names.join(', ');
  },
  hosts,
  otherHosts: (count: number) => `and ${hosts(count)} with other things`,
  notTold: (count: number) => `${hosts(count)} more ${count === 1 ? 'was' : 'were'} not looked at`,
  noHosts: 'What hosts told of themselves is for who may read the fleet.',
  /** Of what hosts told of themselves. */
  told: (isRecent: boolean) => (isRecent ? { from: 'As told', to: 'ago' } : { from: 'As told on', to: '' }),
} as const;
