import type { ChatCell } from '@legator/contracts';
import { fact } from '@legator/fleet';
import type { FactField, FactValue } from '@legator/fleet';

/** How fields are spoken of. */
const WORDS: Readonly<Partial<Record<FactField, readonly [title: string, phrase: string]>>> = {
  disk_free: ['Free', 'free disk space'],
  disk_percent: ['Disk used', 'disk in use (the fullest file system)'],
  disk_total: ['Disk', 'disk space in total'],
  disk_used: ['Disk used', 'disk space in use'],
  disk_mount: ['Fullest mount', 'fullest file system'],
  memory_free: ['Free memory', 'free memory'],
  memory_percent: ['Memory used', 'memory in use'],
  memory_total: ['Memory', 'memory'],
  memory_used: ['Memory used', 'memory in use'],
  swap_percent: ['Swap used', 'swap in use'],
  cpu_percent: ['CPU', 'CPU use'],
  cpus: ['CPUs', 'CPUs'],
  load1: ['Load', 'load (1 minute)'],
  load5: ['Load 5 min', 'load (5 minutes)'],
  load15: ['Load 15 min', 'load (15 minutes)'],
  load_per_cpu: ['Load per CPU', 'load per CPU'],
  uptime: ['Uptime', 'uptime'],
  processes: ['Processes', 'processes'],
  net_rx: ['Received', 'network traffic received'],
  net_tx: ['Sent', 'network traffic sent'],
  health: ['Health', 'health score'],
  packages: ['Packages', 'packages'],
  services: ['Services', 'services'],
  kernel: ['Kernel', 'kernel'],
  os_version: ['Version', 'version of the system'],
  system: ['System', 'operating system'],
  distribution: ['System', 'operating system'],
  os: ['Family', 'system family'],
  arch: ['Architecture', 'architecture'],
  version: ['Probe version', 'version of the probe'],
  address: ['Address', 'address'],
  tag: ['Tags', 'tags'],
  site: ['Site', 'site'],
  level: ['Level', 'level'],
  status: ['Status', 'status'],
  last_seen: ['Last seen', 'time it was last seen'],
  registered: ['Enrolled', 'time of enrolment'],
  'mount.path': ['Mount', 'mount'],
  'mount.percent': ['Used', 'file system in use'],
  'mount.free': ['Free', 'free space of a file system'],
  'mount.total': ['Size', 'size of a file system'],
  'package.name': ['Package', 'package'],
  'package.version': ['Version', 'version'],
  'package.manager': ['Manager', 'package manager'],
  'service.name': ['Service', 'service'],
  'service.state': ['State', 'state of a service'],
  'service.enabled': ['Starts by itself', 'start at boot'],
  'user.name': ['User', 'user'],
  'user.uid': ['Id', 'id of a user'],
  'user.shell': ['Shell', 'shell'],
  'interface.name': ['Interface', 'interface'],
  'interface.address': ['Address', 'address'],
  'interface.state': ['State', 'state of an interface'],
};

/** What else is worth seeing beside a field. */
const BESIDE: Readonly<Partial<Record<FactField, readonly FactField[]>>> = {
  disk_free: ['disk_percent', 'disk_total'],
  disk_percent: ['disk_mount', 'disk_free', 'disk_total'],
  disk_total: ['disk_free', 'disk_percent'],
  memory_free: ['memory_percent', 'memory_total'],
  memory_percent: ['memory_free', 'memory_total'],
  memory_total: ['memory_percent'],
  cpu_percent: ['load1', 'cpus'],
  load1: ['load_per_cpu', 'cpus'],
  load_per_cpu: ['load1', 'cpus'],
  cpus: ['memory_total', 'disk_total'],
  health: ['health_status'],
  kernel: ['system'],
  'mount.percent': ['mount.path', 'mount.free', 'mount.total'],
};

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

export function titleOf(field: FactField): string {
  return WORDS[field]?.[0] ?? field.replaceAll(/[._]/g, ' ');
}

export function phraseOf(field: FactField): string {
  return WORDS[field]?.[1] ?? field.replaceAll(/[._]/g, ' ');
}

export function withBeside(field: FactField): FactField[] {
  return [field, ...(BESIDE[field] ?? [])];
}

export function isSize(field: FactField): boolean {
  return !['text', 'texts', 'flag', 'version'].includes(fact(field).kind);
}

/** A value as a person reads it; what is not known is a dash. */
export function valueText(field: FactField | undefined, value: FactValue, now: Date): string {
  if (value === null) return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(plain).join(', ') || '–';
  if (typeof value === 'number') return numberText(field && fact(field).kind, value);
  const text = value as string;
  return field && fact(field).kind === 'time' ? `${agoText(new Date(text), now)} ago` : plain(text);
}

function numberText(kind: string | undefined, value: number): string {
  if (kind === 'percent') return `${round(value, 1)} %`;
  if (kind === 'bytes') return sizeText(value);
  if (kind === 'rate') return `${sizeText(value)}/s`;
  if (kind === 'seconds') return spanText(value);
  return String(round(value, 2));
}

export function sizeText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1_024 ** power;
  return `${power > 0 && value < 100 ? value.toFixed(1) : Math.round(value)} ${UNITS[power]}`;
}

/** The two largest parts: "41 days", "3 h 12 min". */
export function spanText(seconds: number): string {
  const all = Math.max(0, Math.round(seconds));
  if (all >= 172_800) return `${Math.floor(all / 86_400)} days`;
  if (all >= 86_400) return `1 day ${Math.floor((all % 86_400) / 3_600)} h`;
  if (all >= 3_600) return `${Math.floor(all / 3_600)} h ${Math.floor((all % 3_600) / 60)} min`;
  return all >= 60 ? `${Math.floor(all / 60)} min` : `${all} s`;
}

export function agoText(then: Date, now: Date): string {
  return spanText((now.getTime() - then.getTime()) / 1_000);
}

export function cellOf(field: FactField | undefined, value: FactValue, now: Date): ChatCell {
  const text = valueText(field, value, now);
  if (field === undefined || typeof value !== 'number') return { text };
  const { kind } = fact(field);
  if (kind !== 'percent') return { text };
  const percent = Math.min(100, Math.max(0, value));
  return { text, percent, tone: percent >= 95 ? 'bad' : percent >= 80 ? 'warn' : 'ok' };
}

/** What a host said of itself, without anything that is more than text: no line breaks, no signs of markup. */
export function plain(text: string): string {
  const clean = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u2028\u2029]/gu, '')
    .trim();
  return clean.length > 200 ? `${clean.slice(0, 199)}…` : clean;
}

/** The same within prose, where it stands between signs that it cannot end. */
export function named(text: string): string {
  return `\`${plain(text).replaceAll('`', "'") || '?'}\``;
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
