import type { ProbeView } from '../core/api/models';

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

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
