import type { ProbeView } from '../core/api/models';

const RANK: Record<ProbeView['status'], number> = { offline: 0, degraded: 1, online: 2, pending: 3 };

/** What needs a person first: offline, degraded, then the rest by health, worst first; equals by name. */
export function byNeed(a: ProbeView, b: ProbeView): number {
  return (
    RANK[a.status] - RANK[b.status] ||
    (a.health?.score ?? 101) - (b.health?.score ?? 101) ||
    nameOf(a).localeCompare(nameOf(b)) ||
    a.id.localeCompare(b.id)
  );
}

/** A probe that never told its host's name still has its id. */
export function nameOf(probe: Pick<ProbeView, 'hostname' | 'id'>): string {
  return probe.hostname || probe.id;
}

/** "Ubuntu 24.04 · amd64"; the family where the distribution is not known. */
export function systemOf(probe: ProbeView): string {
  const distribution = [capital(probe.distribution ?? ''), probe.distribution_version]
    .filter(Boolean)
    .join(' ');
  return [distribution || capital(probe.os) || 'Unknown system', probe.arch].filter(Boolean).join(' · ');
}

/** Whether every word of the filter is in its name, id, system, address or tags. */
export function matches(probe: ProbeView, filter: string): boolean {
  const text = [nameOf(probe), probe.id, systemOf(probe), probe.os, probe.address, ...(probe.tags ?? [])];
  const haystack = text.join(' ').toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
