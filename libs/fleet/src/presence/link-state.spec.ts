import { healthOf } from '../health.js';
import { someVitals, strainedVitals } from '../testing.js';
import { step } from './link-state.js';
import type { LinkFact, LinkState } from './link-state.js';

const T = 1_000_000;
const aState = (over: Partial<LinkState> = {}): LinkState => ({
  id: 'prb-00000001',
  tenantId: 'default',
  hostname: 'web-1',
  protocol: 2,
  status: 'online',
  connection: 'c1',
  connectedSince: T,
  linkAt: T,
  lastSeen: T,
  address: 'here',
  version: '1',
  ceiling: null,
  capabilities: null,
  ...over,
});
const link = (connection: string, address = 'here') => ({ connection, since: T, address, version: '1' });
const connected = (at: number, connection: string, address?: string): LinkFact => ({
  kind: 'connected',
  at,
  link: link(connection, address),
});
const heard = (at: number, connection: string, vitals = someVitals()): LinkFact => ({
  kind: 'heard',
  at,
  link: link(connection),
  health: healthOf(vitals),
});
const after = (state: LinkState, fact: LinkFact) => {
  const { state: next, signals, displaced } = step(state, fact);
  return { next, types: signals.map(({ type }) => type), displaced };
};

it('takes no second host for a restart of its own: same address, no alarm', () => {
  const { types, displaced } = after(aState(), connected(T + 1, 'c2'));
  expect(types).toEqual(['probe.connected']);
  expect(displaced).toBe('c1');
});

it('sees the second host in a connection from elsewhere while one is open', () => {
  expect(after(aState(), connected(T + 1, 'c2', 'there')).types).toEqual([
    'probe.replaced',
    'probe.connected',
  ]);
  expect(after(aState({ connection: null }), connected(T + 1, 'c2', 'there')).types).toEqual([
    'probe.connected',
  ]);
});

it('forgives two clocks that differ a little, and takes an old connect for what it is', () => {
  const ended = aState({ connection: null });
  expect(after(ended, connected(T - 1_000, 'c2')).next.connection).toBe('c2');
  expect(after(ended, connected(T - 3_000, 'c2')).next).toBe(ended);
  const open = aState();
  expect(after(open, connected(T - 1, 'c2')).next).toBe(open);
});

it('lets a beat say which connection lives, and heal what the table missed', () => {
  const swept = aState({ status: 'offline', connection: null, linkAt: T + 10 });
  expect(after(swept, heard(T + 11, 'c1'))).toMatchObject({
    next: { status: 'online', connection: 'c1' },
    types: ['probe.reconnected'],
  });
  expect(after(swept, heard(T + 9, 'c1')).next).toBe(swept);
});

it('reports health only when it crosses', () => {
  const strained = after(aState(), heard(T + 1, 'c1', strainedVitals()));
  expect(strained.types).toEqual(['probe.degraded']);
  expect(after(strained.next, heard(T + 2, 'c1', strainedVitals())).types).toEqual([]);
  expect(after(strained.next, heard(T + 3, 'c1')).types).toEqual(['probe.recovered']);
});

it('knows only the end of the connection that counts', () => {
  const ended = (connection: string): LinkFact => ({
    kind: 'disconnected',
    at: T + 1,
    connection,
    reason: 'closed',
  });
  expect(after(aState(), ended('c0')).types).toEqual([]);
  expect(after(aState(), ended('c1'))).toMatchObject({
    next: { connection: null, status: 'online' },
    types: ['probe.disconnected'],
  });
});

it('goes offline once, and never before it was there', () => {
  const silent: LinkFact = { kind: 'silent', at: T + 1 };
  const gone = after(aState(), silent);
  expect(gone).toMatchObject({ next: { status: 'offline', connection: null }, types: ['probe.offline'] });
  expect(after(gone.next, silent).types).toEqual([]);
  expect(after(aState({ status: 'pending' }), silent).types).toEqual([]);
});
