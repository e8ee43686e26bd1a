import type { Health, Level, ProbeStatus } from '@legator/contracts';
import type { Signal } from '@legator/core';
import { isDegraded } from '../health.js';
import { ProbeConnected } from '../signals/probe-connected.signal.js';
import { ProbeDegraded } from '../signals/probe-degraded.signal.js';
import { ProbeDisconnected } from '../signals/probe-disconnected.signal.js';
import { ProbeOffline } from '../signals/probe-offline.signal.js';
import { ProbeReconnected } from '../signals/probe-reconnected.signal.js';
import { ProbeRecovered } from '../signals/probe-recovered.signal.js';
import { ProbeReplaced } from '../signals/probe-replaced.signal.js';

/** How a probe stands, as the table has it. Times are milliseconds. */
export interface LinkState {
  readonly id: string;
  readonly tenantId: string;
  readonly hostname: string;
  readonly protocol: number;
  readonly status: ProbeStatus;
  /** Id of the connection that counts; null while there is none. */
  readonly connection: string | null;
  readonly connectedSince: number | null;
  /** When the newest connect or disconnect happened. */
  readonly linkAt: number | null;
  readonly lastSeen: number | null;
  readonly address: string | null;
  readonly version: string | null;
  readonly ceiling: Level | null;
  readonly capabilities: unknown;
}

interface Link {
  readonly connection: string;
  readonly since: number;
  readonly address: string;
  readonly version: string;
  readonly ceiling?: Level;
  readonly capabilities?: unknown;
}

/** What happened to a probe's link, and when, by the control plane's clock. */
export type LinkFact =
  | {
      readonly kind: 'connected';
      readonly at: number;
      readonly link: Link;
      /** Address of the connection on this replica whose place it took. */
      readonly replaces?: string;
    }
  | { readonly kind: 'heard'; readonly at: number; readonly link: Link; readonly health: Health }
  | {
      readonly kind: 'disconnected';
      readonly at: number;
      readonly connection: string;
      readonly reason: 'closed' | 'gone';
    }
  | { readonly kind: 'silent'; readonly at: number };

export interface LinkStep {
  readonly state: LinkState;
  readonly signals: readonly Signal[];
  /** The connection that lost its place to another and must be closed, wherever it is. */
  readonly displaced?: string;
}

/** Clocks of two replicas may differ by this much; within it a connect still beats the end of the one before. */
const SKEW_MS = 2_000;

/** What a fact makes of a state. A fact older than the state changes nothing. */
export function step(state: LinkState, fact: LinkFact): LinkStep {
  switch (fact.kind) {
    case 'connected':
      return connected(state, fact);
    case 'heard':
      return heard(state, fact);
    case 'disconnected':
      return disconnected(state, fact);
    case 'silent':
      return silent(state, fact.at);
  }
}

function connected(state: LinkState, fact: Extract<LinkFact, { kind: 'connected' }>): LinkStep {
  const { at, link, replaces } = fact;
  const newest = state.linkAt ?? 0;
  if (at < (state.connection === null ? newest - SKEW_MS : newest)) return { state, signals: [] };
  const when = new Date(at);
  const signals: Signal[] = [];
  const old = replaces ?? displacedAddress(state, link);
  if (old !== undefined)
    signals.push(
      new ProbeReplaced(state.id, state.hostname, when, { old_address: old, new_address: link.address }),
    );
  if (state.status === 'offline' || state.status === 'degraded')
    signals.push(new ProbeReconnected(state.id, state.hostname, when, state.status));
  const { address, version } = link;
  signals.push(
    new ProbeConnected(state.id, state.hostname, when, { address, version, protocol: state.protocol }),
  );
  return { state: take({ ...state, status: 'online' }, link, at), signals, displaced: other(state, link) };
}

function heard(state: LinkState, fact: Extract<LinkFact, { kind: 'heard' }>): LinkStep {
  const { at, link, health } = fact;
  if (at < (state.linkAt ?? 0)) return { state, signals: [] };
  const moved = state.connection !== link.connection;
  const status = isDegraded(health.status) ? 'degraded' : 'online';
  if (!moved && status === state.status) return { state, signals: [] };
  const when = new Date(at);
  const signals: Signal[] = [];
  const old = moved ? displacedAddress(state, link) : undefined;
  if (old !== undefined)
    signals.push(
      new ProbeReplaced(state.id, state.hostname, when, { old_address: old, new_address: link.address }),
    );
  if (state.status === 'offline')
    signals.push(new ProbeReconnected(state.id, state.hostname, when, 'offline'));
  if (status === 'degraded' && state.status !== 'degraded')
    signals.push(new ProbeDegraded(state.id, state.hostname, when, health));
  if (status === 'online' && state.status === 'degraded')
    signals.push(new ProbeRecovered(state.id, state.hostname, when, health));
  const next = { ...state, status, lastSeen: Math.max(state.lastSeen ?? 0, at) } as const;
  return {
    state: moved ? take(next, link, at) : next,
    signals,
    displaced: moved ? other(state, link) : undefined,
  };
}

function disconnected(state: LinkState, fact: Extract<LinkFact, { kind: 'disconnected' }>): LinkStep {
  // Another connection counts by now: the end of this one is news of yesterday.
  if (state.connection !== fact.connection) return { state, signals: [] };
  const at = Math.max(fact.at, state.linkAt ?? 0);
  const unlinked = { ...state, connection: null, connectedSince: null, linkAt: at };
  const report = new ProbeDisconnected(state.id, state.hostname, new Date(at), {
    status: fact.reason === 'gone' ? 'offline' : state.status,
    reason: fact.reason,
    last_seen: iso(state.lastSeen),
  });
  if (fact.reason === 'closed') return { state: unlinked, signals: [report] };
  const off = silent(unlinked, at);
  return { state: off.state, signals: [report, ...off.signals] };
}

function silent(state: LinkState, at: number): LinkStep {
  if (state.status === 'offline' || state.status === 'pending') return { state, signals: [] };
  const signal = new ProbeOffline(state.id, state.hostname, new Date(at), {
    last_seen: iso(state.lastSeen),
    previous_status: state.status,
  });
  return {
    state: { ...state, status: 'offline', connection: null, connectedSince: null, linkAt: at },
    signals: [signal],
  };
}

/** The address of the connection that is open elsewhere, when the new one comes from another place. */
function displacedAddress(state: LinkState, link: Link): string | undefined {
  // After a restart the table still names the connection of the process that is gone; a probe that comes back from
  // where it was is no second host.
  const open = state.connection !== null && state.connection !== link.connection;
  return open && state.address !== link.address ? (state.address ?? '') : undefined;
}

function other(state: LinkState, link: Link): string | undefined {
  return state.connection !== null && state.connection !== link.connection ? state.connection : undefined;
}

function take(state: LinkState, link: Link, at: number): LinkState {
  return {
    ...state,
    connection: link.connection,
    connectedSince: link.since,
    linkAt: Math.max(at, state.linkAt ?? 0),
    lastSeen: Math.max(at, state.lastSeen ?? 0),
    address: link.address,
    version: link.version,
    ceiling: link.ceiling ?? state.ceiling,
    capabilities: link.capabilities ?? state.capabilities,
  };
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
