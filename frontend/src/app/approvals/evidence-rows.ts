import type { ApprovalEvidence, EvidenceItem, EvidenceStatus } from '../core/api/models';
import type { IconName } from '../ui/icon';
import { visibleText } from '../ui/visible-text';
import { EVIDENCE_WORDS as WORDS } from './evidence-words';

const ICONS: Readonly<Record<EvidenceStatus, IconName>> = {
  succeeded: 'circle-check',
  failed: 'circle-x',
  timed_out: 'clock',
  canceled: 'ban',
  indeterminate: 'circle-question-mark',
};

/** One look at a host, as a row shows it; what a host or a model wrote is made visible, and stays text. */
export interface EvidenceLine {
  readonly id: string;
  readonly icon: IconName;
  readonly tone: 'ok' | 'bad' | 'warn';
  readonly status: string;
  readonly command: string;
  /** Left out where it is the host that the request is about. */
  readonly host: string;
  readonly machine: string;
  /** What was printed; the rest of the row stands for it when there is nothing. */
  readonly said: string;
  /** The same in full, as a hint. */
  readonly title: string;
  readonly result: string;
  readonly by: string;
  /** The name of the run, for whoever may look at it. */
  readonly run: string | undefined;
}

interface Reader {
  /** The host that the request is about. */
  readonly probeId: string;
  readonly mayOpen: boolean;
}

export function evidenceLines({ evidence }: ApprovalEvidence, { probeId, mayOpen }: Reader): EvidenceLine[] {
  const isMixed = new Set(evidence.map(({ by }) => by)).size > 1;
  return evidence.map((item) => {
    const machine = visibleText(item.host);
    const said = visibleText(item.output ?? '');
    return {
      id: item.directive_id,
      icon: ICONS[item.status] ?? 'circle-question-mark',
      tone: toneOf(item.status),
      status: WORDS.statuses[item.status] ?? item.status,
      command: visibleText(item.command),
      machine,
      host: item.probe_id === probeId ? '' : machine,
      said,
      title: said && `${WORDS.printed(machine)} ${said}`,
      result: resultOf(item),
      by: isMixed ? visibleText(byOf(item)) : '',
      run: mayOpen ? (item.request_id ?? undefined) : undefined,
    };
  });
}

/** How many, and who ran them; nothing is said of those that are not shown. */
export function evidenceNote({ evidence, more }: ApprovalEvidence): string {
  const count = evidence.length + more;
  const by = new Set(evidence.map((one) => one.by));
  const [only] = by;
  if (count === 0) return '';
  if (by.size > 1 || more > 0 || !only) return WORDS.note.mixed(count);
  const names = new Set(evidence.map(({ requested_by: name }) => name));
  return WORDS.note[only](count, names.size === 1 ? visibleText([...names][0] ?? '') : '');
}

function byOf(item: EvidenceItem): string {
  return item.by ? WORDS.by[item.by](item) : WORDS.by.unknown;
}

function toneOf(status: EvidenceStatus): EvidenceLine['tone'] {
  if (status === 'succeeded') return 'ok';
  return status === 'failed' ? 'bad' : 'warn';
}

function resultOf({ status, exit_code: code, output }: EvidenceItem): string {
  if (status === 'failed' && code !== null) return WORDS.exit(code);
  if (status !== 'succeeded') return WORDS.statuses[status] ?? status;
  return output === '' ? WORDS.silent : '';
}
