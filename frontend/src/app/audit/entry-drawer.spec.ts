import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { AuditEntryDetail } from '../core/api/models';
import { RunApi } from '../run/run-api';
import { FakeRunApi } from '../run/testing';
import { EntryDrawer } from './entry-drawer';
import { OpenedEntry } from './opened-entry';
import { anEntry } from './testing';

async function setup(entry: Partial<AuditEntryDetail>) {
  const none = signal(undefined);
  const opened = { entry: signal({ ...anEntry(), ...entry }), error: none, newer: none, older: none };
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: OpenedEntry, useValue: opened },
      { provide: RunApi, useValue: new FakeRunApi() },
    ],
  });
  const fixture = TestBed.createComponent(EntryDrawer);
  await fixture.whenStable();
  await new Promise((resolve) => setTimeout(resolve));
  await fixture.whenStable();
  const terms = [...(fixture.nativeElement as HTMLElement).querySelectorAll('dt')];
  return (term: string) => terms.find((one) => one.textContent === term)?.nextElementSibling;
}

describe('An entry of the trail', () => {
  it('names the host of its probe, with the id beside it to copy', async () => {
    const field = await setup({ probe_id: 'prb-1' });
    const probe = field('Probe');
    expect(probe?.querySelector('a')?.textContent?.trim()).toBe('web-01');
    expect(probe?.textContent).toContain('prb-1');
    expect(probe?.querySelector('lg-copy-button')).not.toBeNull();
  });

  it('names the host also where an older entry has the id for a name', async () => {
    const field = await setup({ actor: 'prb-1', actor_id: 'prb-1', actor_type: 'probe' });
    expect(field('Actor')?.textContent).toContain('web-01 (probe)');
  });
});
