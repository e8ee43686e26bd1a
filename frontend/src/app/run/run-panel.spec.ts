import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { RunPanel } from './run-panel';

const target = { probes: ['prb-1'] };
const edit = { line: 'systemctl restart nginx', supersedes: 'a1' };

async function setup(at = '/approvals/a1') {
  TestBed.configureTestingModule({ providers: [provideRouter([{ path: '**', children: [] }])] });
  const router = TestBed.inject(Router);
  await router.navigateByUrl(at);
  return { panel: TestBed.inject(RunPanel), router };
}

describe('The place where commands are written', () => {
  it.each(['close', 'open', 'show'] as const)(
    'gives back what was being written when a change is over: %s',
    async (how) => {
      const { panel } = await setup();
      panel.open(target);
      panel.draft.set('df -h');
      panel.open(target, edit);
      expect([panel.draft(), panel.prefill()]).toEqual([edit.line, edit]);
      if (how === 'close') panel.close();
      else if (how === 'open') panel.open(target);
      else panel.show('r1');
      expect([panel.draft(), panel.prefill()]).toEqual(['df -h', undefined]);
    },
  );

  it('takes a second change for itself, and not for a draft', async () => {
    const { panel } = await setup();
    panel.open(target, edit);
    panel.open(target, { line: 'uptime', supersedes: 'a2' });
    panel.close();
    expect(panel.draft()).toBe('');
  });

  it('leads from the page of a request to the one in its place, once', async () => {
    const { panel, router } = await setup('/approvals/a1?tab=mine&run=r1');
    panel.leadOn('a1', 'a2');
    await vi.waitFor(() => expect(router.url).toBe('/approvals/a2?tab=mine'));
    await router.navigateByUrl('/approvals/a1?run=r1');
    panel.leadOn('a1', 'a2');
    await new Promise((resolve) => setTimeout(resolve));
    expect(router.url).toBe('/approvals/a1?run=r1');
  });

  it.each(['/fleet/prb-1?run=r1', '/approvals/a3', '/approvals'])('leads nobody away from %s', async (at) => {
    const { panel, router } = await setup(at);
    panel.leadOn('a1', 'a2');
    await new Promise((resolve) => setTimeout(resolve));
    expect(router.url).toBe(at);
  });
});
