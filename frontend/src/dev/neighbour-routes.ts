import { inject } from '@angular/core';
import { neighboursOf as readNeighbours } from '../app/core/api/fn/neighbours/neighbours-of';
import { DemoRefusal, on, type DemoRoute } from './demo-route';
import { DemoWorld } from './demo-world';
import { neighboursOf } from './neighbour-fixtures';

/** Whom the machines of the demo talk to. */
export function neighbourRoutes(): readonly DemoRoute[] {
  const world = inject(DemoWorld);
  return [
    on(readNeighbours({ id: ':id' }), ({ params: { id = '' } }) => {
      const host = world.host(id);
      if (!host) throw new DemoRefusal(404, 'not_found', `There is no probe ${id}.`);
      const all = world.probes().flatMap((probe) => world.host(probe.id) ?? []);
      return neighboursOf(host, all, world.now());
    }),
  ];
}
