import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { LiveFeed } from '../core/live/live-feed';
import { FleetAddress } from './fleet-address';
import { FleetListApi } from './list/fleet-list-api';
import { FleetSelection } from './list/fleet-selection';
import { MOST_IN_ADDRESS, selectionInAddress } from './selection-address';
import { FakeFleetListApi } from './testing';

@Component({ changeDetection: ChangeDetectionStrategy.OnPush, template: '', providers: [FleetAddress] })
class Page {
  readonly sel = input<string>();

  constructor() {
    selectionInAddress(this.sel);
  }
}

async function open(url: string) {
  TestBed.configureTestingModule({
    providers: [
      provideRouter([{ path: 'fleet', component: Page }], withComponentInputBinding()),
      { provide: FleetListApi, useValue: new FakeFleetListApi() },
      { provide: LiveFeed, useValue: { counts: () => undefined } },
    ],
  });
  const harness = await RouterTestingHarness.create(url);
  const [router, selection] = [TestBed.inject(Router), TestBed.inject(FleetSelection)];
  const settle = () => harness.fixture.whenStable();
  await settle();
  return { router, selection, settle };
}

describe('the selection in the address', () => {
  it('is what a pasted link says, whatever else stands in it', async () => {
    const { selection, router } = await open('/fleet?q=web&sel=prb-1,prb-2,%3Cb%3E,');
    expect([...selection.picked()]).toEqual(['prb-1', 'prb-2']);
    expect(router.url).toBe('/fleet?q=web&sel=prb-1,prb-2');
  });

  it('can be all that match', async () => {
    const { selection, router, settle } = await open('/fleet?sel=all');
    expect(selection.isAll()).toBe(true);
    selection.clear();
    await settle();
    expect(router.url).toBe('/fleet');
    selection.chooseAll();
    await settle();
    expect(router.url).toBe('/fleet?sel=all');
  });

  it('follows what is selected, as far as an address reaches', async () => {
    const { selection, router, settle } = await open('/fleet?q=web');
    selection.toggle('prb-1');
    selection.toggle('prb-2');
    await settle();
    expect(router.url).toBe('/fleet?q=web&sel=prb-1,prb-2');
    selection.choose(new Set(Array.from({ length: MOST_IN_ADDRESS + 1 }, (_, at) => `prb-${at}`)));
    await settle();
    expect(router.url).toBe('/fleet?q=web');
  });
});
