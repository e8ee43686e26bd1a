import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { Api } from '../../core/api-client';
import type { ProbePolicyView } from '../../core/api/models';
import { LiveFeed } from '../../core/live/live-feed';
import { PolicyInForce } from './policy-in-force';
import { aProbe } from './testing';

async function shown(sandbox: ProbePolicyView['sandbox'], works: boolean | undefined): Promise<string> {
  const view = { probe_id: 'prb-1', drift: 'unassigned', drift_note: null, level: 'observe', sandbox };
  const none = { policies: [], reported: null, revision: 0, set_at: null };
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: Api, useValue: { call: () => Promise.resolve({ ...view, ...none }) } },
      { provide: LiveFeed, useValue: { watch: () => () => undefined } },
    ],
  });
  const fixture = TestBed.createComponent(PolicyInForce);
  fixture.componentRef.setInput('probe', aProbe(works === undefined ? {} : { sandbox: works }));
  await fixture.whenStable();
  return (fixture.nativeElement as HTMLElement).textContent ?? '';
}

describe('the policies in force', () => {
  it.each([
    ['preferred', true, 'Preferred: what only reads runs in one'],
    ['required', undefined, 'Required: what only reads runs in one'],
    ['preferred', false, 'Not contained: none works on this host'],
    ['required', false, 'what only reads is refused.'],
  ] as const)('with a sandbox %s, of which the probe says %s: %s', async (sandbox, works, text) => {
    const all = await shown(sandbox, works);
    expect(all).toContain(text);
    expect(all.includes('none works')).toBe(works === false);
  });
});
