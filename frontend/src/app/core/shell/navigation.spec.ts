import { TestBed } from '@angular/core/testing';
import { LiveFeed } from '../live/live-feed';
import { OPEN_SOCKET } from '../live/live-socket';
import { FakeSockets } from '../live/testing';
import { Session } from '../session';
import { SessionApi } from '../session-api';
import { FakeSessionApi, aMe } from '../testing';
import { NAV_ENTRIES } from './entries';
import { Navigation } from './navigation';

async function setup(permissions: ('admin' | 'fleet:read' | 'audit:read')[]) {
  const sockets = new FakeSockets();
  const api = new FakeSessionApi();
  api.answer = aMe({ permissions });
  TestBed.configureTestingModule({
    providers: [
      { provide: SessionApi, useValue: api },
      { provide: OPEN_SOCKET, useValue: sockets.open },
    ],
  });
  const navigation = TestBed.inject(Navigation);
  await TestBed.inject(Session).load();
  TestBed.inject(LiveFeed).connect();
  return { navigation, sockets };
}

describe('the navigation', () => {
  beforeEach(() => localStorage.clear());

  it('has no entry, and no empty group, for what may not be read', async () => {
    const { navigation } = await setup(['audit:read']);
    expect(navigation.groups().map(({ name, entries }) => [name, entries.map(({ label }) => label)])).toEqual(
      [['Observe', ['Audit']]],
    );
  });

  it('counts the fleet once the count is known', async () => {
    const { navigation, sockets } = await setup(['admin']);
    const fleet = () => navigation.entries().find(({ route }) => route === '/fleet');
    expect(fleet()?.count).toBeUndefined();
    sockets.last.comesUp();
    sockets.last.tells({
      type: 'counts',
      counts: { all: 248, online: 1, degraded: 0, offline: 0, pending: 247 },
    });
    await vi.waitFor(() => expect(fleet()?.count).toBeDefined());
    expect(fleet()?.count).toEqual({ value: 248, tone: 'quiet', unit: 'probes' });
  });

  it('stays folded for this person', async () => {
    (await setup(['admin'])).navigation.toggle();
    TestBed.resetTestingModule();
    expect((await setup(['admin'])).navigation.isCollapsed()).toBe(true);
  });

  it('leads each entry to a place of its own, by a key of its own', () => {
    const unique = (all: readonly unknown[]) => new Set(all).size === all.length;
    expect(unique(NAV_ENTRIES.map(({ route }) => route))).toBe(true);
    expect(unique(NAV_ENTRIES.map(({ goKey }) => goKey).filter(Boolean))).toBe(true);
    expect(NAV_ENTRIES.filter(({ isOnPhone }) => isOnPhone).length).toBeLessThanOrEqual(4);
  });
});
