import type { FleetRow, FleetSort } from '../app/core/api/models';
import { DemoRefusal } from './demo-route';

const NUMBERS: Readonly<Record<string, (row: FleetRow) => number | undefined>> = {
  health: ({ health }) => health?.score,
  cpu: ({ cpu_percent }) => cpu_percent,
  mem: ({ memory_percent }) => memory_percent,
  disk: ({ disk_percent }) => disk_percent,
};
const TEXTS: Readonly<Record<string, (row: FleetRow) => readonly (string | undefined)[]>> = {
  tag: ({ tags }) => tags,
  status: ({ status }) => [status],
  os: ({ os, distribution }) => [os, distribution],
  site: ({ site }) => [site],
  host: ({ hostname }) => [hostname],
  policy: ({ policy_level }) => [policy_level],
  version: ({ version }) => [version],
};

type Test = (row: FleetRow) => boolean;

/** What a filter asks for, near enough to the control plane's for a demo; refused like there when it is not understood. */
export function testOf(q: string, isWithStatus = true): Test {
  const parts = q.match(/(?:"[^"]*(?:"|$)|[^\s"])+/g) ?? [];
  const groups = new Map<string, Test[]>();
  for (const part of parts) {
    const [, minus = '', key = '', value = ''] = /^(-?)(?:([a-z]+):)?(.*)$/i.exec(part) ?? [];
    if (key === 'status' && !isWithStatus) continue;
    const test = single(part, key.toLowerCase(), value.replaceAll('"', '').toLowerCase());
    const name = minus || !key ? part : key;
    groups.set(name, [...(groups.get(name) ?? []), minus ? (row) => !test(row) : test]);
  }
  return (row) => [...groups.values()].every((tests) => tests.some((test) => test(row)));
}

function single(part: string, key: string, value: string): Test {
  if (key === '')
    return ({ hostname, id, address, distribution, tags }) =>
      [hostname, id, address, distribution, ...tags].join('\n').toLowerCase().includes(value);
  const texts = TEXTS[key];
  if (texts) {
    const pattern = new RegExp(`^${value.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 'i');
    return (row) => texts(row).some((text) => pattern.test(text ?? ''));
  }
  if (key === 'seen') return ageTest(part, value);
  const [, sign = '', digits] = /^([<>]=?|=)?(\d{1,3})%?$/.exec(value) ?? [];
  const number = NUMBERS[key];
  if (!number || digits === undefined)
    throw wrong(part, 'must compare with a number from 0 to 100, such as <80 or >=90');
  return (row) => compared(number(row), sign, Number(digits));
}

const UNITS: Readonly<Record<string, number>> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5 };

function ageTest(part: string, value: string): Test {
  if (value === 'never') return ({ last_seen }) => last_seen === undefined;
  const [, sign, count, unit = ''] = /^([<>]=?)(\d+)([smhd])$/.exec(value) ?? [];
  if (!sign)
    throw wrong(part, 'must compare with a time of at most ten years, such as >10m or <2h, or be never');
  return ({ last_seen }) =>
    compared(
      last_seen ? Date.now() - Date.parse(last_seen) : undefined,
      sign,
      Number(count) * (UNITS[unit] ?? 0),
    );
}

function compared(value: number | undefined, sign: string, limit: number): boolean {
  if (value === undefined) return sign === '>' || sign === '>=';
  if (sign === '<') return value < limit;
  if (sign === '<=') return value <= limit;
  if (sign === '>') return value > limit;
  if (sign === '>=') return value >= limit;
  return Math.round(value) === limit;
}

function wrong(token: string, why: string): DemoRefusal {
  return new DemoRefusal(400, 'invalid_filter', `"${token}" ${why}`, { token });
}

const SEVERITY = { offline: 0, degraded: 1, pending: 2, online: 3 };

/** Whoever needs somebody first, in half points: as the control plane has it. */
function urgency({ status, health }: FleetRow): number {
  if (status === 'offline') return 140;
  if (status === 'degraded') return (health?.score ?? 0) * 2;
  return status === 'pending' ? 1191 : 1000 + (health ? health.score * 2 : 191);
}

const KEYS: Readonly<Record<string, (row: FleetRow) => number | string>> = {
  health: urgency,
  hostname: ({ hostname }) => hostname.toLowerCase(),
  status: ({ status }) => SEVERITY[status],
  cpu: ({ cpu_percent }) => cpu_percent ?? -1,
  memory: ({ memory_percent }) => memory_percent ?? -1,
  disk: ({ disk_percent }) => disk_percent ?? -1,
  last_seen: ({ last_seen }) => last_seen ?? '',
  registered: ({ registered }) => registered,
};

export function sorted(rows: FleetRow[], sort: FleetSort): FleetRow[] {
  const key = KEYS[sort.replace('-', '')] ?? urgency;
  const way = sort.startsWith('-') ? -1 : 1;
  const compare = (one: number | string, other: number | string) => (one < other ? -1 : one > other ? 1 : 0);
  return rows
    .map((row) => ({ row, at: key(row) }))
    .sort(
      (one, other) =>
        way * compare(one.at, other.at) ||
        compare(one.row.hostname, other.row.hostname) ||
        compare(one.row.id, other.row.id),
    )
    .map(({ row }) => row);
}
