import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { ApiError } from '../core/api-error';
import { NeighboursApi } from './neighbours-api';
import { NeighboursMap } from './neighbours-map';
import { FakeNeighboursApi, aNeighbour, someNeighbours } from './testing';

const RESTART = [{ kind: 'service', verb: 'restart', target: 'nginx.service' }];
const web = { id: 'prb-2', hostname: 'web-02', status: 'degraded' } as const;

async function open(change: (api: FakeNeighboursApi) => void, effects = RESTART) {
  const api = new FakeNeighboursApi();
  change(api);
  TestBed.configureTestingModule({
    providers: [provideRouter([]), { provide: NeighboursApi, useValue: api }],
  });
  const fixture = TestBed.createComponent(NeighboursMap);
  const told: string[] = [];
  fixture.componentInstance.told.subscribe((text) => told.push(text));
  const inputs = { probe: 'prb-1', name: 'db-01', effects, level: 'remediate' };
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  const settled = async () => {
    for (let n = 0; n < 3; n++) await fixture.whenStable();
  };
  await settled();
  const host = fixture.nativeElement as HTMLElement;
  const said = () => host.textContent.replace(/\s+/g, ' ').trim();
  const list = (label: string) =>
    [...host.querySelectorAll(`ul[aria-label="${label}"] li`)].map((one) =>
      one.textContent.replace(/\s+/g, ' ').trim(),
    );
  return { api, fixture, host, told, said, list, settled };
}

const known =
  (...neighbours: Parameters<typeof someNeighbours>[0]) =>
  (api: FakeNeighboursApi) =>
    void (api.view = someNeighbours(neighbours));

describe('The neighbours of a host', () => {
  it('stand at the side that they are of, with what a screen reader needs to know', async () => {
    const { host, told, list } = await open(
      known(
        aNeighbour({ probe: web, service: 'nginx', connections: 3 }),
        aNeighbour({ address: '10.0.0.9', direction: 'out', port: 5432 }),
      ),
    );
    expect(list('They use it')).toEqual([
      'Degradedweb-02:8010.0.0.1 · port 80 (nginx) · 3 connections · may be interrupted',
    ]);
    expect(list('It uses them')).toEqual(['10.0.0.9:543210.0.0.9 · port 5432 · 1 connection']);
    expect(host.querySelector('a')?.getAttribute('href')).toBe('/fleet/prb-2');
    expect(told.at(-1)).toBe('2 neighbours · 1 may be interrupted');
  });

  it('are not guessed where two probes have the address', async () => {
    const { host, list } = await open(known(aNeighbour({ ambiguous: true })));
    expect(list('They use it')[0]).toContain('several probes have this address');
    expect(host.querySelector('a')).toBeNull();
  });

  it('are folded beyond six at a side, and unfolded by a button that keeps its place', async () => {
    const many = Array.from({ length: 15 }, (_none, at) => aNeighbour({ address: `10.0.1.${at}` }));
    const { host, list, settled } = await open(known(...many));
    expect(list('They use it')).toHaveLength(7);
    const button = host.querySelector('button')!;
    expect(button.textContent.trim()).toBe('and 9 more');
    button.click();
    await settled();
    expect(list('They use it')).toHaveLength(16);
    expect(button.isConnected).toBe(true);
    expect(button.textContent.trim()).toBe('Show fewer');
  });

  it('are plainly not known of a probe that does not tell, and then there is no count', async () => {
    const { said, told } = await open(() => undefined);
    expect(said()).toBe('This probe does not report connections, so its neighbours are not known.');
    expect(new Set(told)).toEqual(new Set(['']));
  });

  it('are nobody where nobody is connected', async () => {
    const { said, told } = await open(known());
    expect(said()).toContain('Nobody was connected to it');
    expect(told.at(-1)).toBe('0 neighbours');
  });

  it('are said to be old where the probe has not told for long', async () => {
    const { said } = await open((api) => void (api.view = someNeighbours([aNeighbour()], 2 * 86_400)));
    expect(said()).toContain('The probe has not told since');
  });

  it('are kept from who may not read the fleet, and asked for again after a failure', async () => {
    const denied = await open((api) => void (api.refusal = new ApiError('forbidden', 'No.', 403)));
    expect(denied.said()).toBe('Its neighbours are shown to those who may read the fleet.');
    TestBed.resetTestingModule();
    const failed = await open((api) => void (api.refusal = new ApiError('internal', 'Broken.', 500)));
    Object.assign(failed.api, { refusal: undefined, view: someNeighbours([aNeighbour()]) });
    failed.host.querySelector<HTMLButtonElement>('lg-failure button[lgButton]')!.click();
    await failed.settled();
    expect(failed.told.at(-1)).toContain('1 neighbour');
  });

  it('are those of the host that is looked at now, also where its own cannot be read', async () => {
    const { api, fixture, settled, told, list } = await open(known(aNeighbour()));
    api.refusal = new ApiError('internal', 'Broken.', 500);
    fixture.componentRef.setInput('probe', 'prb-7');
    await settled();
    expect(api.asked).toEqual(['prb-1', 'prb-7']);
    expect(told.at(-1)).toBe('');
    expect(list('They use it')).toEqual([]);
  });
});
