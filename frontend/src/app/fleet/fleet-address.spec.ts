import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { FleetAddress } from './fleet-address';

@Component({ changeDetection: ChangeDetectionStrategy.OnPush, template: '' })
class Nothing {}

/** A router on /fleet whose way to anywhere else is held until `arrive` is called. */
async function onTheFleet() {
  let arrive = (): void => undefined;
  const held = new Promise<boolean>((resolve) => (arrive = () => resolve(true)));
  TestBed.configureTestingModule({
    providers: [
      FleetAddress,
      provideRouter([
        { path: 'fleet', pathMatch: 'full', component: Nothing },
        { path: 'fleet/:id/chat', component: Nothing },
        { path: 'fleet/:id', component: Nothing, canActivate: [() => held] },
        { path: 'audit', component: Nothing, canActivate: [() => held] },
      ]),
    ],
  });
  const router = TestBed.inject(Router);
  await router.navigateByUrl('/fleet?sort=host');
  const address = TestBed.inject(FleetAddress);
  const idle = async () => {
    arrive();
    while (router.currentNavigation()) await Promise.resolve();
  };
  return { router, address, idle };
}

describe("the address of the fleet's page", () => {
  it('keeps what else is asked for', async () => {
    const { router, address, idle } = await onTheFleet();
    address.change({ q: 'web' });
    await idle();
    expect(router.url).toBe('/fleet?sort=host&q=web');
    address.change({ q: null });
    await idle();
    expect(router.url).toBe('/fleet?sort=host');
  });

  it('does not call back who is leaving', async () => {
    const { router, address, idle } = await onTheFleet();
    void router.navigateByUrl('/audit');
    address.change({ q: 'web' });
    await idle();
    expect(router.url).toBe('/audit');
  });

  it('goes on to the probe that is being opened', async () => {
    const { router, address, idle } = await onTheFleet();
    address.open('prb-1');
    address.change({ q: 'web' });
    await idle();
    expect(router.url).toBe('/fleet/prb-1?sort=host&q=web');
  });

  it('opens nothing by itself while somebody is on the way', async () => {
    const { router, address, idle } = await onTheFleet();
    void router.navigateByUrl('/audit');
    address.open('prb-1', true);
    await idle();
    expect(router.url).toBe('/audit');
  });

  it('leaves behind what is about one probe alone', async () => {
    const { router, address, idle } = await onTheFleet();
    const atOne = '/fleet/prb-1/chat?sort=host&run=r1&talk=cnv-1&entry=e1';
    await router.navigateByUrl(atOne);
    address.open('prb-2');
    await idle();
    expect(router.url).toBe('/fleet/prb-2/chat?sort=host');
    await router.navigateByUrl(atOne);
    await address.close();
    expect(router.url).toBe('/fleet?sort=host');
  });
});
