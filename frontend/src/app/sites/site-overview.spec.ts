import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { ApiError } from '../core/api-error';
import { LiveFeed } from '../core/live/live-feed';
import { SiteOverview } from './site-overview';
import { SitesApi } from './sites-api';

const none = { online: 0, degraded: 0, offline: 0, pending: 0 };
const aSite = (id: string, counts: object) => ({
  id,
  name: id,
  description: '',
  counts: { ...none, ...counts },
});

async function setup(list: () => Promise<unknown>) {
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: SitesApi, useValue: { list } },
      { provide: LiveFeed, useValue: { watch: () => () => undefined } },
    ],
  });
  const fixture = TestBed.createComponent(SiteOverview);
  await fixture.whenStable();
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
}

describe('The fleet by site', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('shows those in trouble first, empty ones last, and then what is in none', async () => {
    const sites = [aSite('calm', { online: 2 }), aSite('empty', {}), aSite('bad', { offline: 1, online: 3 })];
    const host = await setup(() => Promise.resolve({ sites, without: { ...none, pending: 4 } }));
    const links = [...host.querySelectorAll('a')];
    expect(links.map((one) => one.querySelector('bdi')!.textContent)).toEqual([
      ...['bad', 'calm', 'empty', 'In no site'],
    ]);
    expect(decodeURIComponent(links[0]!.getAttribute('href')!)).toBe('/fleet?q=site:bad');
    expect(decodeURIComponent(links[3]!.getAttribute('href')!)).toBe('/fleet?q=-site:*');
  });

  it('teaches where there is none, and says when it could not be read', async () => {
    const host = await setup(() => Promise.resolve({ sites: [], without: none }));
    expect(host.textContent).toContain('No sites yet');
    TestBed.resetTestingModule();
    const failed = await setup(() => Promise.reject(new ApiError('unavailable', 'Away.', 503)));
    expect(failed.querySelector('lg-failure')).not.toBeNull();
  });
});
