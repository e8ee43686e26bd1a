import type { Need } from '@legator/contracts';
import type {
  ActiveFreeze,
  BusyProbe,
  DeadGroup,
  ExpiredRequest,
  FailedGroup,
  QuietProbe,
  WaitingGroup,
} from './needs.store.js';

/** So many of a kind are shown one by one; more become one item. */
export const FEW = 3;
/** A request that ends within this time is urgent whatever its risk. */
const SOON_MS = 15 * 60_000;

export function silentItems(probes: readonly QuietProbe[]): Need[] {
  const kind = 'silent_probe' as const;
  return [true, false].flatMap((recent) =>
    folded(
      probes.filter((probe) => probe.recent === recent),
      (probe) => ({
        ...aboutProbe(probe),
        kind,
        severity: recent ? 'critical' : 'warning',
        title: `${probe.hostname} ${recent ? 'went silent' : 'is silent'}`,
        detail: 'Nothing has been heard of it since.',
      }),
      (n, names) => ({
        title: recent
          ? `${n} probes went silent in the last hour`
          : `${n} probes have been silent for longer`,
        detail: names,
        link: fleetLink(`status:offline seen:${recent ? '<' : '>='}1h`),
      }),
    ),
  );
}

export function degradedItems(probes: readonly BusyProbe[]): Need[] {
  return [true, false].flatMap((critical) =>
    folded(
      probes.filter((probe) => probe.critical === critical),
      (probe) => ({
        ...aboutProbe(probe),
        kind: 'degraded_probe',
        severity: critical ? 'critical' : 'warning',
        title: `${probe.hostname} is ${critical ? 'in a critical state' : 'degraded'}`,
        detail: probe.reasons.join(', '),
      }),
      (n, names) => ({
        title: `${n} probes are ${critical ? 'in a critical state' : 'degraded'}`,
        detail: names,
        link: fleetLink('status:degraded'),
      }),
    ),
  );
}

/** @param mayRun whoever may not run commands may not look at one either */
export function waitingItems(groups: readonly WaitingGroup[], now: Date, mayRun: boolean): Need[] {
  const items = groups.map((group): Need => {
    const { n, risk, summary, requested_by, expires_at, requests } = group;
    const urgent = risk === 'critical' || risk === 'high' || expires_at.getTime() - now.getTime() < SOON_MS;
    return {
      kind: 'approval',
      severity: urgent ? 'critical' : 'warning',
      title: n > 1 ? `${n} requests wait for approval: ${summary}` : `Waits for approval: ${summary}`,
      risk,
      detail: `Asked for by ${requested_by}, ends ${expires_at.toISOString()}`,
      at: group.at.toISOString(),
      subject: { type: 'approval', id: group.id, name: summary },
      link: runLink(requests, mayRun) ?? (n > 1 ? '/approvals' : `/approvals/${group.id}`),
      ...(n > 1 ? { more: n - 1 } : {}),
    };
  });
  const left = leftOver(groups);
  const last = groups.at(-1);
  if (!last || left === 0) return items;
  const { risk: _risk, ...like } = items.at(-1)!;
  const rest: Need = {
    ...like,
    ...{
      severity: 'warning',
      title: `${left} more requests wait for approval`,
      detail: '',
      subject: { type: 'list', id: 'approvals' },
      link: '/approvals',
    },
  };
  return [...items, left > 1 ? { ...rest, more: left - 1 } : withoutMore(rest)];
}

export function failedItems(groups: readonly FailedGroup[], mayRun: boolean): Need[] {
  const items = groups.map((group): Need => {
    const { n, subject_type, subject_id, hostname, summary, error, requests } = group;
    const probe = subject_type === 'probe' ? `/fleet/${encodeURIComponent(subject_id)}` : undefined;
    const name = hostname ?? subject_id;
    return {
      kind: 'failed_command',
      severity: 'warning',
      title: n > 1 ? `Failed ${n} times: ${summary}` : `Failed on ${name}: ${summary}`,
      detail: error,
      at: group.at.toISOString(),
      subject: { type: subject_type, id: subject_id, name },
      link: runLink(requests, mayRun) ?? (n === 1 ? probe : undefined) ?? '/audit?type=command.result',
      ...(n > 1 ? { more: n - 1 } : {}),
    };
  });
  const left = leftOver(groups);
  if (left === 0) return items;
  const rest: Need = {
    ...items.at(-1)!,
    ...{
      title: `${left} more commands failed in the last day`,
      detail: '',
      subject: { type: 'list', id: 'failed' },
      link: '/audit?type=command.result',
    },
  };
  return [...items, left > 1 ? { ...rest, more: left - 1 } : withoutMore(rest)];
}

export function frozenItems(freezes: readonly ActiveFreeze[]): Need[] {
  return freezes.map(({ id, scope_type, scope_id, reason, by_name, at, until_at }) => ({
    kind: 'frozen',
    severity: 'warning',
    title: `Execution is frozen for ${scope_type === 'tenant' ? 'everything' : `${scope_type} ${scope_id}`}`,
    detail: `${reason} (${by_name}${until_at ? `, until ${until_at.toISOString()}` : ''})`,
    at: at.toISOString(),
    subject: { type: 'freeze', id, name: reason },
    link: freezeLink(scope_type, scope_id),
  }));
}

/** For those who may not read directives: that something is frozen, but not what, by whom or why. */
export function frozenAtAll([newest]: readonly ActiveFreeze[]): Need[] {
  if (!newest) return [];
  return [
    {
      kind: 'frozen',
      severity: 'warning',
      title: 'Execution is frozen, at least in part',
      detail: '',
      at: newest.at.toISOString(),
      subject: { type: 'list', id: 'frozen' },
      link: '/fleet',
    },
  ];
}

export function deadItems(groups: readonly DeadGroup[]): Need[] {
  return groups.map(({ handler, n, at, id, error }) => ({
    kind: 'dead_delivery',
    severity: 'warning',
    title: n > 1 ? `${n} deliveries to ${handler} were given up` : `A delivery to ${handler} was given up`,
    detail: error.slice(0, 300),
    at: at.toISOString(),
    subject: { type: 'delivery', id, name: handler },
    link: '/admin/system',
    ...(n > 1 ? { more: n - 1 } : {}),
  }));
}

export function expiredItems(expired: readonly ExpiredRequest[], mayRun: boolean): Need[] {
  return folded(
    expired,
    ({ id, summary, at, requests }) => ({
      kind: 'approval_expired',
      severity: 'info',
      title: `Nobody decided in time: ${summary}`,
      detail: 'The request ended and nothing ran.',
      at: at.toISOString(),
      subject: { type: 'approval', id, name: summary },
      link: runLink(requests, mayRun) ?? `/approvals/${id}`,
    }),
    (n) => ({
      title: `${n} requests were not decided in time`,
      detail: 'In the last day; nothing of them ran.',
      link: '/approvals?status=expired',
    }),
  );
}

/** One by one while there are few; else the first stands for all of them. */
function folded<T extends { readonly n: number }>(
  alike: readonly T[],
  one: (item: T) => Need,
  all: (n: number, names: string) => Pick<Need, 'title' | 'detail' | 'link'>,
): Need[] {
  const [first] = alike;
  if (!first || first.n <= FEW) return alike.map(one);
  const shown = alike.slice(0, FEW).map((item) => one(item).subject.name);
  const names = `${shown.join(', ')} and ${first.n - shown.length} more`;
  return [{ ...one(first), ...all(first.n, names), more: first.n - 1 }];
}

function aboutProbe({ id, hostname, at }: { id: string; hostname: string; at: Date }) {
  return {
    at: at.toISOString(),
    subject: { type: 'probe', id, name: hostname },
    link: `/fleet/${encodeURIComponent(id)}`,
  };
}

/** What is in none of the groups that were read. */
function leftOver(groups: readonly { readonly n: number; readonly total: number }[]): number {
  return (groups[0]?.total ?? 0) - groups.reduce((sum, { n }) => sum + n, 0);
}

function withoutMore({ more: _more, ...need }: Need): Need {
  return need;
}

/** The fleet page with a filter, as a person would type it there. */
function fleetLink(filter: string): string {
  return `/fleet?q=${encodeURIComponent(filter)}`;
}

/** The commands themselves, over the page where somebody is. */
function runLink(requests: readonly string[], mayRun: boolean): string | undefined {
  if (!mayRun || requests.length === 0) return undefined;
  return `/?run=${encodeURIComponent(requests.join(','))}`;
}

function freezeLink(type: string, id: string): string {
  if (type === 'probe') return `/fleet/${encodeURIComponent(id)}`;
  if (type === 'site') return fleetLink(`site:${id}`);
  return type === 'tag' ? fleetLink(`tag:"${id.replaceAll(/["\\]/g, '\\$&')}"`) : '/fleet';
}
