import type { ApprovalOutlook, ExpectedRow } from '../core/api/models';
import { visibleText } from '../ui/visible-text';
import { OUTLOOK_WORDS as WORDS } from './outlook-words';

const DAY = 86_400_000;

export interface ShownGroup {
  /** Which hosts; empty where there is but one. */
  readonly hosts: string;
  readonly rows: readonly ShownRow[];
  readonly more: string;
  /** When what is known was told. */
  readonly told: { readonly at: string; readonly from: string; readonly to: string } | undefined;
}

export interface ShownRow {
  readonly kind: ExpectedRow['kind'];
  readonly subject: string;
  /** Undefined: not known before it runs. */
  readonly before: string | undefined;
  readonly after: string;
  readonly isSame: boolean;
}

/** What is known beside what is expected, once for all hosts of which it is the same. */
export function groupsOf({ expected, hosts, may_read_hosts: may, now }: ApprovalOutlook): ShownGroup[] {
  return expected.map((group) => ({
    hosts:
      hosts > 1
        ? may && group.probes.length > 0
          ? WORDS.onHosts(
              group.probes.map(({ hostname, id }) => visibleText(hostname || id)),
              group.count,
            )
          : WORDS.hosts(group.count)
        : '',
    rows: group.rows.map(rowOf),
    more: group.more_rows > 0 ? WORDS.more(group.more_rows) : '',
    // Where nothing is known, nothing was told.
    told:
      group.inventory_at && group.rows.some(({ before }) => before !== null)
        ? toldAt(group.inventory_at, now)
        : undefined,
  }));
}

/** An age of hours is "ago"; a date is not. */
function toldAt(at: string, now: string) {
  return { at, ...WORDS.told(Date.parse(now) - Date.parse(at) < DAY) };
}

function rowOf({ kind, subject, before, after }: ExpectedRow): ShownRow {
  return {
    kind,
    subject: visibleText(subject),
    before: before === null ? undefined : visibleText(before),
    after: visibleText(after),
    isSame: before === after,
  };
}

/** What is left out, and why. */
export function remarksOf(outlook: ApprovalOutlook): string[] {
  const { hosts, hosts_told: told, more_hosts: more, may_read_hosts: may, not_kept: notKept } = outlook;
  return [
    ...notKept.map(visibleText),
    ...(more > 0 ? [WORDS.otherHosts(more)] : []),
    ...(may && told < hosts && hosts > 1 ? [WORDS.notTold(hosts - told)] : []),
    ...(may || hosts === 0 ? [] : [WORDS.noHosts]),
  ];
}
