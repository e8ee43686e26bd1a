import type { FactCondition } from '@legator/fleet';
import { found, ofHosts } from './left-over.js';
import type { Found } from './left-over.js';
import { OF_SERVICES, serviceState } from './named-things.js';
import { statesIn } from './states.js';
import type { Parts } from './understood.js';

/** Services in a state, as they are named: "failed services". Of "how many hosts have failed services" the hosts. */
export function servicesIn(parts: Parts): Found | undefined {
  const { targets } = parts;
  const state = OF_SERVICES.find((one) => parts.states.includes(one));
  if (!state || !parts.bases.includes('service') || parts.words.length > 0 || parts.fns.length > 0)
    return undefined;
  const where: FactCondition[] = [serviceState(state), ...statesIn(parts)];
  const takes = ofHosts(parts, state);
  if (parts.counted === 'hosts') return found({ kind: 'count', targets, where }, takes);
  if (asksForHosts(parts)) return found({ kind: 'list', targets, where }, takes);
  const asksNow = state === 'failed' && targets.length > 0 && !parts.asks.has('count');
  if (asksNow)
    return found({ kind: 'live', look: 'failed_services', targets, where: [] }, { states: [state] });
  return found({ kind: 'things', list: 'service', targets, where }, takes);
}

function asksForHosts({ asks, has, targets }: Parts): boolean {
  return targets.length === 0 && has('noun') && asks.has('which') && asks.has('have');
}

/** Services, packages, users and interfaces one by one. */
export function things(parts: Parts): Found | undefined {
  const { targets, words } = parts;
  const list = parts.bases.find(
    (base) =>
      base === 'service' || base === 'package' || base === 'user' || base === 'interface' || base === 'mount',
  );
  if (!list || words.length > 0 || parts.ranks.length > 0) return undefined;
  const takes = ofHosts(parts, ...(list === 'package' ? (['installed'] as const) : []));
  return found({ kind: 'things', list, targets, where: statesIn(parts) }, takes);
}
