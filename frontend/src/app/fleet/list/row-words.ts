import type { FleetRow, ProbeStatus } from '../../core/api/models';
import type { Tone } from '../../ui/tone';
import { countText } from '../../ui/number-text';
import { visibleText } from '../../ui/visible-text';
import { scoreTone } from '../health-tone';

const STATUS: Readonly<Record<ProbeStatus, string>> = {
  online: 'Online',
  degraded: 'Degraded',
  offline: 'Offline',
  pending: 'Pending',
};

const SYSTEMS: Readonly<Record<string, string>> = {
  almalinux: 'AlmaLinux',
  centos: 'CentOS',
  darwin: 'macOS',
  macos: 'macOS',
  opensuse: 'openSUSE',
  rhel: 'RHEL',
};

const FACTORS = { load: 'load', memory: 'memory', disk: 'disk' } as const;

/** What a row says, ready to be drawn: nothing in it can hide or turn around. */
export interface RowWords {
  readonly host: string;
  readonly status: string;
  /** "Ubuntu 24.04". */
  readonly system: string;
  /** "web · prod". */
  readonly tags: string;
  /** " · web · prod", to be broken between tags and nowhere else. */
  readonly tagsWhole: string;
  /** "61", "Down", "Pending" or an en dash. */
  readonly score: string;
  readonly tone: Tone;
  /** What lowers the score most: "93 % disk". */
  readonly worst: string;
  /** "1 waits for approval"; empty when nothing does. */
  readonly waits: string;
  /** "1 waits", where there is no room for more. */
  readonly waitsBriefly: string;
}

export function rowWords(row: FleetRow): RowWords {
  return {
    host: visibleText(row.hostname).trim() || row.id,
    status: STATUS[row.status],
    system: systemText(row),
    tags: row.tags.map(visibleText).join(' · '),
    tagsWhole: row.tags.map((tag) => ` ·\u00a0${visibleText(tag).replaceAll(/[ -]/g, unbroken)}`).join(''),
    score: scoreText(row),
    tone: toneOf(row),
    worst: worstText(row),
    waits: row.waiting_approvals > 0 ? `${waitsText(row)} for approval` : '',
    waitsBriefly: row.waiting_approvals > 0 ? waitsText(row) : '',
  };
}

/** The same to the eye, and no place for a line to end. */
function unbroken(sign: string): string {
  return sign === ' ' ? '\u00a0' : '\u2011';
}

/** "Debian 12"; the family where nothing more is known. */
export function systemText({ distribution, distribution_version: version, os }: FleetRow): string {
  const name = distribution || os;
  if (!name) return '–';
  const known = SYSTEMS[name.toLowerCase()] ?? name.charAt(0).toUpperCase() + name.slice(1);
  return visibleText([known, version].filter(Boolean).join(' '));
}

/** A host that is away has no score that counts. */
function scoreText({ status, health }: FleetRow): string {
  if (status === 'offline') return 'Down';
  if (status === 'pending') return 'Pending';
  return health && health.status !== 'unknown' ? String(health.score) : '–';
}

function toneOf({ status, health }: FleetRow): Tone {
  if (status === 'offline') return 'bad';
  if (status === 'pending') return 'info';
  const tone = scoreTone(health?.status === 'unknown' ? undefined : health?.score);
  if (status === 'degraded') return tone === 'bad' ? 'bad' : 'warn';
  return tone === 'none' ? 'neutral' : tone;
}

function worstText({ status, worst }: FleetRow): string {
  if (!worst || status === 'offline' || status === 'pending') return '';
  const value = worst.factor === 'load' ? `${worst.value.toFixed(1)}×` : `${Math.round(worst.value)}\u2009%`;
  return `${value} ${FACTORS[worst.factor]}`;
}

function waitsText({ waiting_approvals: waiting }: FleetRow): string {
  return waiting === 1 ? '1 waits' : `${countText(waiting)} wait`;
}

const DAY = 86_400_000;

/** Short enough for the end of a row: "2 s", "6 min", "3 h", "12 d", "2 y". */
export function shortAge(at: string | undefined, now: number): string {
  const passed = Math.max(0, now - Date.parse(at ?? ''));
  if (Number.isNaN(passed)) return '–';
  if (passed < 60_000) return `${Math.floor(passed / 1_000)}\u2009s`;
  if (passed < 3_600_000) return `${Math.floor(passed / 60_000)}\u2009min`;
  if (passed < DAY) return `${Math.floor(passed / 3_600_000)}\u2009h`;
  return passed < 400 * DAY
    ? `${Math.floor(passed / DAY)}\u2009d`
    : `${Math.floor(passed / (365 * DAY))}\u2009y`;
}
