import { TestBed } from '@angular/core/testing';
import { OPEN_FEED } from '../event-source';
import { FleetCounts } from '../fleet-counts';
import { FleetCountsApi } from '../fleet-counts-api';
import { Session } from '../session';
import { SessionApi } from '../session-api';
import { FakeFeeds, FakeFleetCountsApi, FakeSessionApi, aMe } from '../testing';
import { NAV_ENTRIES } from './entries';
import { Navigation } from './navigation';

async function setup(permissions: readonly ('admin' | 'fleet:read' | 'audit:read')[]) {
  const api = new FakeSessionApi();
  api.answer = aMe({ permissions });
  TestBed.configureTestingModule({
    providers: [
      { provide: SessionApi, useValue: api },
      { provide: FleetCountsApi, useValue: new FakeFleetCountsApi() },
      { provide: OPEN_FEED, useValue: new FakeFeeds().open },
    ],
  });
  const navigation = TestBed.inject(Navigation);
  await TestBed.inject(Session).load();
  return navigation;
}

describe('the navigation', () => {
  beforeEach(() => localStorage.clear());

  it('has no entry, and no empty group, for what may not be read', async () => {
    const navigation = await setup(['audit:read']);
    expect(navigation.groups().map(({ name, entries }) => [name, entries.map(({ label }) => label)])).toEqual(
      [['Observe', ['Audit']]],
    );
  });

  it('counts the fleet once the count is known', async () => {
    const navigation = await setup(['admin']);
    const fleet = () => navigation.entries().find(({ route }) => route === '/fleet');
    expect(fleet()?.count).toBeUndefined();
    await TestBed.inject(FleetCounts).load();
    expect(fleet()?.count).toEqual({ value: 248, tone: 'quiet', unit: 'probes' });
  });

  it('stays folded for this person', async () => {
    (await setup(['admin'])).toggle();
    TestBed.resetTestingModule();
    expect((await setup(['admin'])).isCollapsed()).toBe(true);
  });

  it('leads each entry to a place of its own, by a key of its own', () => {
    const unique = (all: readonly unknown[]) => new Set(all).size === all.length;
    expect(unique(NAV_ENTRIES.map(({ route }) => route))).toBe(true);
    expect(unique(NAV_ENTRIES.map(({ goKey }) => goKey).filter(Boolean))).toBe(true);
    expect(NAV_ENTRIES.filter(({ isOnPhone }) => isOnPhone).length).toBeLessThanOrEqual(4);
  });
});
