import type { Level, ProbeStatus } from '../app/core/api/models';
import { hash, Random } from './random';

/** What stays the same about a machine of the demo; what moves is worked out from it and the time. */
export interface DemoHost {
  readonly id: string;
  readonly hostname: string;
  readonly role: Role;
  readonly site: string;
  readonly status: ProbeStatus;
  readonly tags: readonly string[];
  readonly level: Level;
  readonly distribution: readonly [name: string, version: string, kernel: string];
  readonly arch: string;
  readonly address: string;
  readonly cpus: number;
  readonly ramBytes: number;
  readonly diskBytes: number;
  /** Usual use in percent. */
  readonly busy: { readonly cpu: number; readonly memory: number };
  /** Use of the fullest file system in percent. */
  readonly full: number;
  readonly fullestMount: string;
  /** Sent for each byte received. */
  readonly talks: number;
  /** Where in the day it stands; radians. */
  readonly phase: number;
  readonly registeredAt: number;
  readonly bootedAt: number;
  /** When it was last heard of, for one that is away. */
  readonly lostAt: number;
}

const GIB = 2 ** 30;
const DAY = 86_400_000;

/** What machines do, with which share of the fleet, and what that needs. */
export const ROLES = {
  web: { share: 26, cpus: [2, 4], gib: [4, 8], disk: 40, cpu: 22, memory: 44 },
  api: { share: 20, cpus: [4, 8], gib: [8, 16], disk: 60, cpu: 31, memory: 52 },
  worker: { share: 18, cpus: [4, 8], gib: [8, 16], disk: 80, cpu: 48, memory: 50 },
  db: { share: 10, cpus: [8, 16], gib: [32, 64], disk: 800, cpu: 27, memory: 66 },
  cache: { share: 8, cpus: [2, 4], gib: [16, 32], disk: 40, cpu: 12, memory: 70 },
  edge: { share: 7, cpus: [2, 4], gib: [4, 4], disk: 30, cpu: 18, memory: 38 },
  queue: { share: 5, cpus: [4, 4], gib: [8, 16], disk: 120, cpu: 24, memory: 47 },
  ci: { share: 4, cpus: [16, 32], gib: [32, 64], disk: 400, cpu: 55, memory: 40 },
  mon: { share: 2, cpus: [4, 8], gib: [16, 32], disk: 600, cpu: 20, memory: 58 },
} as const;
export type Role = keyof typeof ROLES;

const SITES = ['fra1', 'fra1', 'fra1', 'ams2', 'nyc3', 'nyc3', 'sgp1'] as const;
const SYSTEMS = [
  ['ubuntu', '24.04', '6.8.0-45-generic'],
  ['ubuntu', '24.04', '6.8.0-45-generic'],
  ['ubuntu', '22.04', '5.15.0-122-generic'],
  ['debian', '12', '6.1.0-25-amd64'],
  ['debian', '12', '6.1.0-25-amd64'],
  ['rocky', '9.4', '5.14.0-427.el9.x86_64'],
  ['alpine', '3.20', '6.6.52-0-virt'],
] as const;

/** Names that try to break a page: markup, direction marks, the longest a host may have, emoji. */
export const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '\u202egnp.exe\u202c-web-01',
  `x${'0123456789'.repeat(6)}z`,
  '\u{1f525}db-\u{1f469}\u200d\u{1f4bb}-01.fra1',
  'a\u0301'.repeat(30),
  '   ',
] as const;

/** The machines of a fleet of this size: always the same ones, counted back from `now`. */
export function makeHosts(count: number, now: number, hostile = false): DemoHost[] {
  const names = new Map<string, number>();
  const roles = (Object.keys(ROLES) as Role[]).flatMap((role) => Array<Role>(ROLES[role].share).fill(role));
  const usual = Array.from({ length: count }, (_none, at) => {
    const random = new Random(at + 1);
    const [role, site] = [random.pick(roles), random.pick(SITES)];
    const number = (names.get(`${role}${site}`) ?? 0) + 1;
    names.set(`${role}${site}`, number);
    return makeHost(`${role}-${String(number).padStart(2, '0')}.${site}`, role, site, statusOf(at), now);
  });
  const strange = hostile ? HOSTILE.map((name) => makeHost(name, 'web', 'fra1', 'degraded', now)) : [];
  return [...strange, ...usual];
}

function makeHost(hostname: string, role: Role, site: string, status: ProbeStatus, now: number): DemoHost {
  const random = new Random(hostname);
  const kind = ROLES[role];
  const isBusy = status === 'degraded';
  const isWarm = hash(`warm ${hostname}`) % 25 === 0;
  const age = random.between(2, 420) * DAY;
  return {
    id: `prb-${hash(hostname).toString(16).padStart(8, '0')}`,
    hostname,
    role,
    site,
    status,
    tags: [role, site, random.next() < 0.82 ? 'prod' : 'staging'],
    level: random.next() < 0.7 ? 'observe' : random.pick(['diagnose', 'remediate'] as const),
    distribution: random.pick(SYSTEMS),
    arch: random.next() < 0.88 ? 'amd64' : 'arm64',
    address: `10.${SITES.indexOf(site as 'fra1') + 1}.${random.whole(0, 31)}.${random.whole(4, 250)}`,
    cpus: random.pick(kind.cpus),
    ramBytes: random.pick(kind.gib) * GIB,
    diskBytes: kind.disk * GIB,
    busy: {
      cpu: kind.cpu + random.between(-8, 10),
      // Degraded means a score below 50: more than one measure is critical, at every hour of the day.
      memory: isBusy ? random.between(101, 104) : isWarm ? 90 : kind.memory + random.between(-12, 12),
    },
    full: isBusy
      ? random.between(95.4, 97.4)
      : random.next() < 0.06
        ? random.between(81, 90)
        : random.between(18, 72),
    fullestMount: role === 'db' ? '/var/lib/postgresql' : random.pick(['/', '/', '/var', '/srv']),
    talks: random.between(0.3, 2.4),
    phase: random.between(0, 2 * Math.PI),
    registeredAt: now - age,
    bootedAt: now - age * random.between(0.1, 0.95),
    // Most that are away have not been for long.
    lostAt: now - 180_000 - random.next() ** 3 * 40 * 3_600_000,
  };
}

/** A few need somebody; where they stand in the fleet says nothing. */
function statusOf(at: number): ProbeStatus {
  const place = hash(`status ${at}`) % 1_000;
  if (place < 22) return 'offline';
  if (place < 62) return 'degraded';
  return place < 72 ? 'pending' : 'online';
}
