import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { NeighboursApi } from '../../neighbours/neighbours-api';
import { FakeNeighboursApi, aNeighbour, someNeighbours } from '../../neighbours/testing';
import { ConnectionsList } from './connections-list';

async function open(view: FakeNeighboursApi['view'], search = '') {
  const api = new FakeNeighboursApi();
  api.view = view;
  TestBed.configureTestingModule({
    providers: [provideRouter([]), { provide: NeighboursApi, useValue: api }],
  });
  const fixture = TestBed.createComponent(ConnectionsList);
  fixture.componentRef.setInput('probe', 'prb-1');
  fixture.componentRef.setInput('search', search);
  for (let n = 0; n < 3; n++) await fixture.whenStable();
  return (fixture.nativeElement as HTMLElement).textContent.replace(/\s+/g, ' ').trim();
}

const web = { id: 'prb-2', hostname: 'web-02', status: 'online' } as const;
const some = someNeighbours([
  aNeighbour({ probe: web, service: 'nginx' }),
  aNeighbour({ address: '10.0.0.8', ambiguous: true }),
  aNeighbour({ address: '10.0.0.9', direction: 'out' }),
]);

describe('The list of connections', () => {
  it('is counted, and searched by every word of a line', async () => {
    expect(await open(some)).toContain('Connections · 3 · TCP, as of');
    TestBed.resetTestingModule();
    expect(await open(some, 'nginx web')).toContain('Connections · 1 of 3');
    TestBed.resetTestingModule();
    expect(await open(some, 'no probe of yours')).toContain('Connections · 1 of 3');
    TestBed.resetTestingModule();
    expect(await open(some, 'nobody')).toContain('No connection matches');
  });

  it('says so where the probe tells of none, and where it has none', async () => {
    expect(await open(undefined)).toContain('This probe does not report connections');
    TestBed.resetTestingModule();
    expect(await open(someNeighbours([]))).toContain('Nobody was connected to it');
  });
});
