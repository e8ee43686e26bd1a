import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { TestBed } from '@angular/core/testing';
import { ApiError } from '../core/api-error';
import type { SiteView } from '../core/api/models';
import { Session } from '../core/session';
import { type SiteChoice, SiteDialog, type SiteDialogData } from './site-dialog';
import { DIALOG_TITLE_ID } from '../ui/dialogs';
import { SitesApi } from './sites-api';

const counts = { online: 1, degraded: 0, offline: 0, pending: 0 };
const aSite = (id: string, name: string): SiteView => ({
  ...{ id, name, description: '', created_by: 'Ana', created_at: '2026-01-01T00:00:00Z', probes: 1, counts },
});

async function setup({ may = true, data = {} as Partial<SiteDialogData>, failure = false } = {}) {
  const closed: (SiteChoice | undefined)[] = [];
  const made: string[] = [];
  const api = {
    list: () =>
      Promise.resolve({ sites: [aSite('berlin', 'Berlin'), aSite('oslo', 'Oslo')], without: counts }),
    create: (name: string) => {
      made.push(name);
      if (failure) return Promise.reject(new ApiError('fleet.site_exists', 'There is one already.', 409));
      return Promise.resolve(aSite('rome', name));
    },
  };
  TestBed.configureTestingModule({
    providers: [
      { provide: SitesApi, useValue: api },
      { provide: Session, useValue: { may: (right: string) => may || right !== 'site:manage' } },
      { provide: DIALOG_TITLE_ID, useValue: 'heading' },
      { provide: DIALOG_DATA, useValue: { count: 2, isInside: false, ...data } },
      { provide: DialogRef, useValue: { close: (choice?: SiteChoice) => closed.push(choice) } },
    ],
  });
  const fixture = TestBed.createComponent(SiteDialog);
  const host = fixture.nativeElement as HTMLElement;
  await fixture.whenStable();
  const type = async (text: string, key?: string) => {
    const input = host.querySelector<HTMLInputElement>('input')!;
    input.value = text;
    input.dispatchEvent(new Event('input'));
    await fixture.whenStable();
    if (key) input.dispatchEvent(new KeyboardEvent('keydown', { key }));
    await fixture.whenStable();
  };
  const texts = () => [...host.querySelectorAll('.sites button')].map((one) => one.textContent.trim());
  return { closed, made, host, type, texts, fixture };
}

describe('Choosing a site', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('takes the one that is left when Enter is pressed', async () => {
    const { closed, type } = await setup();
    await type('osl', 'Enter');
    expect(closed).toEqual([{ id: 'oslo', name: 'Oslo' }]);
  });

  it('makes one that there is not, and goes there', async () => {
    const { closed, made, type, texts } = await setup();
    await type('Rome');
    expect(texts()).toEqual(['Make the site “Rome”']);
    await type('Rome', 'Enter');
    await vi.waitFor(() => expect(closed).toEqual([{ id: 'rome', name: 'Rome' }]));
    expect(made).toEqual(['Rome']);
  });

  it('says why one was not made, and stays open', async () => {
    const { closed, host, type, fixture } = await setup({ failure: true });
    await type('Rome', 'Enter');
    await vi.waitFor(async () => {
      await fixture.whenStable();
      expect(host.textContent).toContain('There is one already.');
    });
    expect(closed).toEqual([]);
  });

  it('makes none for whoever may not manage sites', async () => {
    const { made, host, type } = await setup({ may: false });
    await type('Rome', 'Enter');
    expect(made).toEqual([]);
    expect(host.textContent).toContain('the right to manage sites');
  });

  it('takes probes out only where some are in a site', async () => {
    expect((await setup()).host.textContent).not.toContain('Take out');
    TestBed.resetTestingModule();
    expect((await setup({ data: { isInside: true } })).host.textContent).toContain('Take out of the site');
  });
});
