import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets } from '../core/live/testing';
import { AuditApi } from './audit-api';
import { AuditPage } from './audit-page';
import { FakeAuditApi } from './testing';

async function open(url: string) {
  const api = new FakeAuditApi();
  api.newest = 2;
  TestBed.configureTestingModule({
    providers: [
      provideRouter([{ path: 'audit', component: AuditPage }], withComponentInputBinding()),
      { provide: AuditApi, useValue: api },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
    ],
  });
  const harness = await RouterTestingHarness.create(url);
  document.body.append(harness.fixture.nativeElement);
  const router = TestBed.inject(Router);
  const press = async (key: string) => {
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await harness.fixture.whenStable();
    await harness.fixture.whenStable();
  };
  const host = harness.fixture.nativeElement as HTMLElement;
  await vi.waitFor(() => expect(host.querySelectorAll('[role=option]:not([aria-busy])')).toHaveLength(2));
  return { router, press, host };
}

describe('the keys of the trail', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('begin with the newest entry', async () => {
    const { press, host } = await open('/audit');
    await press('j');
    const newest = host.querySelector('[role=option]');
    expect(document.activeElement).toBe(newest);
    expect(newest?.getAttribute('aria-posinset')).toBe('1');
    await press('j');
    expect(document.activeElement?.getAttribute('aria-posinset')).toBe('2');
  });

  it('move the entry that is open, wherever the focus is, and close it', async () => {
    const { press, router, host } = await open('/audit?entry=2');
    await press('j');
    expect(router.url).toBe('/audit?entry=1');
    await press('k');
    expect(router.url).toBe('/audit?entry=2');
    host.querySelector<HTMLElement>('[role=option]')?.focus();
    await press('ArrowDown');
    expect(router.url).toBe('/audit?entry=1');
    (document.activeElement as HTMLElement).blur();
    await press('Escape');
    expect(router.url).toBe('/audit');
  });
});
