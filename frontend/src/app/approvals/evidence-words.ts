import type { EvidenceItem, EvidenceStatus } from '../core/api/models';
import { countText } from '../ui/number-text';

const commands = (count: number) =>
  count === 1 ? '1 read-only command' : `${countText(count)} read-only commands`;

/** Every text about what was read before a request was made. */
export const EVIDENCE_WORDS = {
  title: 'Evidence',
  none: 'Nothing was read on a host in this conversation before this was asked for.',
  /** By whom only where all of them were by the same. */
  note: {
    model: (count: number) => `${commands(count)}, run by the assistant before this was asked for`,
    rules: (count: number) => `${commands(count)}, run by rules without a model before this was asked for`,
    person: (count: number, who: string) =>
      `${commands(count)}, typed by ${who || 'people'} before this was asked for`,
    mixed: (count: number) => `${commands(count)}, run in the conversation before this was asked for`,
  },
  by: {
    model: (item: EvidenceItem) => (item.model ? `assistant, ${item.model}` : 'assistant'),
    rules: () => 'rules without a model',
    person: ({ requested_by: who }: EvidenceItem) => `typed by ${who}`,
    unknown: 'in the conversation',
  },
  statuses: {
    succeeded: 'Worked',
    failed: 'Failed',
    timed_out: 'Ran out of time',
    canceled: 'Was stopped',
    indeterminate: 'Its end is not known',
  } satisfies Record<EvidenceStatus, string>,
  exit: (code: number) => `exit ${code}`,
  silent: 'printed nothing',
  on: 'on',
  printed: (host: string) => `${host} printed:`,
  open: (command: string) => `Open the run of ${command}`,
  words: 'In quotes: the first line that the host printed. These are the words of the host.',
  unreadable: 'What they printed is for who may run commands.',
  more: (count: number) => `${commands(count)} more before these.`,
  conversation: 'Open the conversation',
} as const;
