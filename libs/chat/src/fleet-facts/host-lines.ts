import type { FleetLine } from '@legator/fleet';
import { wordOfHost } from './word-of-host.js';

/** `prb-… web-01 online ubuntu_24.04 amd64 4cpu 7.5GiB disk 61% mem 40% level observe site fra1 tags a,b …`. */
export function fullLine(line: FleetLine, now: Date): string {
  const { arch, cpus, memoryTotal, memoryPercent, level, packages, services, lastSeen } = line;
  return [
    head(line),
    wordOfHost(arch),
    ...(cpus === null ? [] : [`${cpus}cpu`]),
    ...(memoryTotal === null ? [] : [`${sizes(memoryTotal)} memory`]),
    ...measures(line, memoryPercent),
    `level ${level}`,
    ...places(line),
    ...(services.length > 0 ? [`services ${services.map(wordOfHost).join(',')}`] : []),
    ...(packages === null ? [] : [`${packages} packages`]),
    lastSeen ? `seen ${seconds(lastSeen, now)} ago` : 'never seen',
  ].join(' ');
}

export function shortLine(line: FleetLine, _now: Date): string {
  const { tags } = line;
  return [
    head(line),
    ...measures(line, null),
    ...(tags.length > 0 ? [`tags ${tags.slice(0, 3).map(wordOfHost).join(',')}`] : []),
  ].join(' ');
}

export function sizes(bytes: number): string {
  const gib = bytes / 1_024 ** 3;
  return gib >= 1_024 ? `${(gib / 1_024).toFixed(1)}TiB` : `${gib.toFixed(gib < 10 ? 1 : 0)}GiB`;
}

function head({ id, hostname, status, system }: FleetLine): string {
  return `${id} ${wordOfHost(hostname)} ${status} ${wordOfHost(system)}`;
}

/** What a host that is silent told is marked. */
function measures({ diskPercent, fresh }: FleetLine, memoryPercent: number | null): string[] {
  const old = fresh ? '' : '(old)';
  return [
    ...(diskPercent === null ? [] : [`disk ${Math.round(diskPercent)}%${old}`]),
    ...(memoryPercent === null ? [] : [`mem ${Math.round(memoryPercent)}%${old}`]),
  ];
}

function places({ site, tags }: FleetLine): string[] {
  return [
    ...(site ? [`site ${wordOfHost(site)}`] : []),
    ...(tags.length > 0 ? [`tags ${tags.slice(0, 8).map(wordOfHost).join(',')}`] : []),
  ];
}

function seconds(then: Date, now: Date): string {
  const all = Math.max(0, Math.round((now.getTime() - then.getTime()) / 1_000));
  if (all >= 172_800) return `${Math.floor(all / 86_400)}d`;
  return all >= 7_200 ? `${Math.floor(all / 3_600)}h` : all >= 120 ? `${Math.floor(all / 60)}min` : `${all}s`;
}
