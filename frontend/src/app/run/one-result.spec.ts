import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { ApiError } from '../core/api-error';
import { OneResult } from './one-result';
import { OneRun } from './one-run';
import { RunApi } from './run-api';
import { FakeRunApi, aCommand, aResult } from './testing';

async function setup(change: (api: FakeRunApi) => void, how: 'send' | 'look') {
  const api = new FakeRunApi();
  change(api);
  TestBed.configureTestingModule({ providers: [provideRouter([]), { provide: RunApi, useValue: api }] });
  const run = new OneRun(api as unknown as RunApi, 'r1', 'prb-1', { line: 'uptime' });
  await run[how]();
  const fixture = TestBed.createComponent(OneResult);
  fixture.componentRef.setInput('run', run);
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  const press = async (name: string) => {
    [...element.querySelectorAll('button')].find((one) => one.textContent?.includes(name))!.click();
    await fixture.whenStable();
  };
  return { api, run, element, press };
}

describe('The result of a command', () => {
  it('says exit code, duration and that it ran without a sandbox', async () => {
    const { element } = await setup(
      (api) => api.commands.set('r1', aCommand({ result: aResult({ exit_code: 3, stdout: 'x\n' }) })),
      'look',
    );
    const text = element.querySelector('dl')?.textContent ?? '';
    expect(text).toMatch(/Exit code\s*3/);
    expect(text).toMatch(/0.1.s/);
    expect(text).toContain('None: it ran with all rights of the probe');
  });

  it('offers to look before anything is sent again when no answer came', async () => {
    const { api, element, press } = await setup((one) => {
      one.refusal = new ApiError('console.no_answer', 'late', 0);
    }, 'send');
    expect(element.textContent).toContain('It is not known whether the control plane got it');
    await press('Look whether it got there');
    expect(api.asked).toHaveLength(1);
    expect(element.textContent).toContain('This command is not known');
  });

  it('says why it was refused', async () => {
    const { element } = await setup((one) => {
      one.refusal = new ApiError('bad_gateway', 'The probe is not connected.', 502);
    }, 'send');
    expect(element.querySelector('lg-banner')?.textContent).toContain('The probe is not connected.');
    expect(element.querySelector('lg-output-view')).toBeNull();
  });

  it('says until when it waits, and can be withdrawn', async () => {
    const { api, element, press } = await setup((one) => {
      one.commands.set('r1', aCommand({ state: 'pending_approval', approval_id: 'a1', result: null }));
    }, 'look');
    expect(element.textContent).toMatch(/Waits for approval until \d\d:\d\d/);
    expect(element.textContent).toContain('Nothing has run');
    await press('Withdraw');
    expect(api.canceled).toEqual(['r1']);
  });
});
