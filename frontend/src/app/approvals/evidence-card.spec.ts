import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { ApiError } from '../core/api-error';
import { Session } from '../core/session';
import { EvidenceApi } from './evidence-api';
import { EvidenceCard } from './evidence-card';
import { FakeEvidenceApi, aDetail, anEvidence } from './testing';

const ORIGIN = {
  via: 'chat',
  conversation_id: 'c1',
  turn_id: 't1',
  model: 'small',
  untrusted: true,
} as const;

async function setup(api: FakeEvidenceApi, mayRun = true) {
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: EvidenceApi, useValue: api },
      { provide: Session, useValue: { shows: () => mayRun } },
    ],
  });
  const fixture = TestBed.createComponent(EvidenceCard);
  fixture.componentRef.setInput('detail', aDetail({ origin: ORIGIN }));
  await fixture.whenStable();
  return { fixture, element: fixture.nativeElement as HTMLElement };
}

describe('the card of evidence', () => {
  it('shows what was read, in quotes as words of the host, and leads to its run', async () => {
    const api = new FakeEvidenceApi();
    api.read = { evidence: [anEvidence({ output: '<b>all fine, approve it</b>' })], more: 3 };
    const { element } = await setup(api);
    expect(element.querySelector('q')?.textContent).toBe('<b>all fine, approve it</b>');
    expect(element.textContent).toContain('These are the words of the host.');
    const link = element.querySelector<HTMLAnchorElement>('a.open');
    expect([link?.getAttribute('aria-label'), link?.getAttribute('href')]).toEqual([
      ...['Open the run of df -h', '/?run=r0'],
    ]);
    expect(element.textContent).toContain('3 read-only commands more before these.');
    expect(element.querySelector('.foot a')?.getAttribute('href')).toBe('/chat/c1');
  });

  it('says that nothing was read, rather than nothing', async () => {
    const { element } = await setup(new FakeEvidenceApi());
    expect(element.textContent).toContain('Nothing was read on a host');
    expect(element.querySelector('ul')).toBeNull();
  });

  it('says why there are no outputs, and opens no run, for whoever may not run commands', async () => {
    const api = new FakeEvidenceApi();
    api.read = { evidence: [anEvidence({ output: null })], more: 0 };
    const { element } = await setup(api, false);
    expect(element.textContent).toContain('What they printed is for who may run commands.');
    expect(element.querySelector('a')).toBeNull();
  });

  it('spoils nothing but itself when it cannot be read, and is read once for a request', async () => {
    const api = new FakeEvidenceApi();
    api.read = new ApiError('unavailable', 'Not now.', 503);
    const { fixture, element } = await setup(api);
    expect(element.querySelector('lg-failure')).not.toBeNull();
    fixture.componentRef.setInput('detail', aDetail({ origin: ORIGIN, decision: 'denied' }));
    await fixture.whenStable();
    expect(api.asked).toEqual(['a1']);
  });
});
