import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { ApiError } from '../core/api-error';
import type { ApprovalDetail, ApprovalOutlook, OutlookSeries } from '../core/api/models';
import { Now } from '../core/now';
import { ApprovalsApi } from './approvals-api';
import { EffectsCard } from './effects-card';
import { FakeApprovalsApi, aDetail, anOutlook } from './testing';

const HOUR = 3_600_000;
const START = Date.parse('2026-05-01T00:00:00Z');
const iso = (hours: number) => new Date(START + hours * HOUR).toISOString();

function aSeries(over: Partial<OutlookSeries> = {}): OutlookSeries {
  return {
    ...{ probe_id: 'prb-1', hostname: 'web-01', metric: 'disk', name: 'Use of the disk', unit: '%' },
    ...{ mount: '/var', why: 'It deletes /var/x.', caveat: null, limit: 100, step_seconds: 3_600 },
    points: [90, null, 92].map((value, hour) => ({ at: iso(hour), value })),
    ...{ ran_at: null, projection: null },
    ...over,
  };
}

const projection = {
  ...{ value: 100, at: iso(3 + 33.6), from: { at: iso(3), value: 93 }, per_day: 5, since: iso(0) },
};

async function open(outlook: Partial<ApprovalOutlook> | ApiError, detail: ApprovalDetail = aDetail()) {
  const api = new FakeApprovalsApi();
  api.outlooks = outlook instanceof ApiError ? outlook : anOutlook({ now: iso(3), ...outlook });
  TestBed.configureTestingModule({
    providers: [provideRouter([]), { provide: ApprovalsApi, useValue: api }],
  });
  const fixture = TestBed.createComponent(EffectsCard);
  fixture.componentRef.setInput('detail', detail);
  const settled = async () => {
    for (let n = 0; n < 4; n++) await fixture.whenStable();
  };
  await settled();
  const host = fixture.nativeElement as HTMLElement;
  const said = () => host.textContent.replace(/\s+/g, ' ');
  const lines = () =>
    [...host.querySelectorAll('.expected li p')].map((line) => line.textContent.replace(/\s+/g, ' ').trim());
  return { api, fixture, host, said, lines, settled };
}

describe('What a request changes', () => {
  it('shows how the disk filled and when it is full, for eyes and for ears', async () => {
    const { said, host } = await open({ series: [aSeries({ projection })] });
    expect(said()).toContain('Use of the disk');
    expect(said()).toContain('/var');
    expect(host.querySelector('.warning')?.textContent).toBe('At this rate full in 34\u2009h');
    expect(said()).toMatch(/Measured: last 92 %, between 90 % and 92 %, 1 values missing\./);
    expect(said()).toMatch(/At this rate: 100 % at .*now: /);
    expect(said()).toContain('It deletes /var/x.');
    // The effects in words, and whether it can be taken back, stay.
    expect(said()).toContain('It restarts a service.');
    expect(said()).toContain('Can it be taken back?');
  });

  it('has no line ahead where none is told, and says that what is full is full', async () => {
    const points = [99, 99.8].map((value, hour) => ({ at: iso(hour), value }));
    const { said, host } = await open({ series: [aSeries({ points })] });
    expect(host.querySelector('.warning')?.textContent).toBe('It is full');
    expect(said()).not.toContain('At this rate');
  });

  it('says what became of it since it ran', async () => {
    const points = [92, 92.4, 41].map((value, hour) => ({ at: iso(hour), value }));
    const { said } = await open({ series: [aSeries({ points, ran_at: iso(1.5) })] });
    expect(said()).toContain('92.4 % when it ran, 41 % last');
    expect(said()).toMatch(/it ran: \d\d:\d\d\./);
  });

  it('lets one choose between several, by what they are or by host', async () => {
    const memory = aSeries({ metric: 'memory', name: 'Memory in use', mount: null });
    const first = await open({
      series: [memory, aSeries({ metric: 'cpu', name: 'CPU in use', mount: null })],
    });
    expect(first.said()).toContain('Memory in use');
    [...first.host.querySelectorAll<HTMLInputElement>('input[type=radio]')].at(1)?.click();
    await first.settled();
    expect(first.said()).toContain('CPU in use');
    TestBed.resetTestingModule();
    const hosts = ['a', 'b'].map((name) => aSeries({ probe_id: name, hostname: name }));
    const many = await open({ hosts: 2, series: hosts });
    expect(many.host.querySelector('lg-select button')?.textContent).toContain('Disk, a');
  });

  it('puts what is known beside what will be, and says what is not known', async () => {
    const group = {
      ...{ probes: [{ id: 'prb-1', hostname: 'web-01' }], count: 1, inventory_at: iso(2), more_rows: 0 },
      rows: [
        { kind: 'service', subject: 'nginx.service', before: 'running', after: 'stopped' },
        { kind: 'file', subject: '/srv/\u202eold', before: null, after: 'gone' },
        { kind: 'service', subject: 'cron.service', before: 'stopped', after: 'stopped' },
      ],
    } as const;
    const { lines, said } = await open({
      expected: [{ ...group, rows: [...group.rows], probes: [...group.probes] }],
    });
    expect(lines()).toEqual([
      '−Now: nginx.service · running',
      '+Will be: nginx.service · stopped',
      '?/srv/⟨U+202E⟩old · not known before it runs',
      '+Will be: /srv/⟨U+202E⟩old · gone',
      '=cron.service · stopped, as it is now',
    ]);
    expect(said()).toMatch(/As told /);
  });

  it('says once what is the same of many hosts, and how many it does not tell of', async () => {
    const rows = [{ kind: 'service' as const, subject: 'x.service', before: 'running', after: 'stopped' }];
    const probes = ['a', 'b', 'c'].map((hostname) => ({ id: `prb-${hostname}`, hostname }));
    const { said } = await open({
      ...{ hosts: 70, hosts_told: 50, more_hosts: 2, not_kept: ['Of / nothing is kept.'] },
      expected: [{ probes, count: 48, inventory_at: null, rows, more_rows: 4 }],
    });
    expect(said()).toContain('a, b, c and 45 more');
    expect(said()).toContain('and 4 more things');
    expect(said()).toContain('and 2 hosts with other things');
    expect(said()).toContain('20 hosts more were not looked at');
    expect(said()).toContain('Of / nothing is kept.');
    expect(said()).not.toContain('As told');
  });

  it('says who may see what hosts told', async () => {
    const rows = [{ kind: 'file' as const, subject: '/x', before: null, after: 'gone' }];
    const { said } = await open({
      ...{ may_read_hosts: false, hosts_told: 0 },
      expected: [{ probes: [], count: 1, inventory_at: iso(2), rows, more_rows: 0 }],
    });
    expect(said()).toContain('/x · gone');
    expect(said()).not.toContain('As told');
    expect(said()).toContain('for who may read the fleet');
  });

  it('keeps its words when the rest cannot be read, and tries again when asked', async () => {
    const { api, said, host, settled } = await open(new ApiError('internal', 'It broke.', 500));
    expect(said()).toContain('It restarts a service.');
    expect(said()).toContain('Can it be taken back?');
    api.outlooks = anOutlook({ series: [aSeries()] });
    [...host.querySelectorAll('button')].find(({ textContent }) => /again|retry/i.test(textContent))?.click();
    await settled();
    expect(said()).toContain('Use of the disk');
  });

  it('is read anew as the request goes on, and every minute', async () => {
    const { api, fixture, said, settled } = await open({ series: [aSeries()] });
    api.outlooks = anOutlook({ series: [aSeries({ name: 'after the decision' })] });
    fixture.componentRef.setInput('detail', aDetail({ decision: 'approved' }));
    await settled();
    expect(said()).toContain('after the decision');
    api.outlooks = anOutlook({ series: [aSeries({ name: 'a minute later' })] });
    const now = TestBed.inject(Now) as unknown as {
      current: { update(change: (ms: number) => number): void };
    };
    now.current.update((ms) => ms + 61_000);
    await settled();
    expect(said()).toContain('a minute later');
  });

  it('forgets one request when another is opened', async () => {
    const { api, fixture, said, settled } = await open({ series: [aSeries()] });
    api.outlooks = anOutlook();
    fixture.componentRef.setInput('detail', aDetail({ id: 'a2' }));
    await settled();
    expect(said()).not.toContain('Use of the disk');
  });
});
