import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { ApprovalDetail } from '../core/api/models';
import { NeighboursApi } from '../neighbours/neighbours-api';
import { FakeNeighboursApi, aNeighbour, someNeighbours } from '../neighbours/testing';
import { aDetail } from './testing';
import { TouchesCard } from './touches-card';

async function open(view: FakeNeighboursApi['view'], over: Partial<ApprovalDetail> = {}) {
  const api = new FakeNeighboursApi();
  api.view = view;
  TestBed.configureTestingModule({
    providers: [provideRouter([]), { provide: NeighboursApi, useValue: api }],
  });
  const fixture = TestBed.createComponent(TouchesCard);
  fixture.componentRef.setInput('detail', aDetail(over));
  for (let n = 0; n < 6; n++) await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  return { api, host, said: host.textContent.replace(/\s+/g, ' ') };
}

describe('What a request touches', () => {
  it('counts the neighbours, and keeps what is touched on the host', async () => {
    const { host, said } = await open(someNeighbours([aNeighbour({ service: 'nginx' })]));
    expect(said).toContain('1 neighbour · 1 may be interrupted');
    expect(said).toContain('nginx.service');
    expect(host.querySelector('.graph')!.classList).toContain('below');
  });

  it('stays as it is where nothing is known of neighbours, and says that', async () => {
    const { host, said } = await open(undefined);
    expect(said).toContain('1 thing on this host');
    expect(said).toContain('This probe does not report connections');
    expect(host.querySelector('.graph')!.classList).not.toContain('below');
  });

  it('asks for no neighbours of many hosts', async () => {
    const command = { argv: ['id'], probes: ['prb-1', 'prb-2'] };
    const { api, said } = await open(undefined, { probe_id: '', command });
    expect(api.asked).toEqual([]);
    expect(said).toContain('2 targets');
  });
});
