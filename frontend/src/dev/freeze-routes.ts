import { inject } from '@angular/core';
import { freezeFreeze } from '../app/core/api/fn/freeze/freeze-freeze';
import { freezeHistory } from '../app/core/api/fn/freeze/freeze-history';
import { freezeLift } from '../app/core/api/fn/freeze/freeze-lift';
import { freezeList } from '../app/core/api/fn/freeze/freeze-list';
import type { FreezeExecution, FreezeView, LiftFreeze } from '../app/core/api/models';
import { bodyOf, DemoRefusal, on, type DemoRoute } from './demo-route';
import { DemoWorld } from './demo-world';

const DAY_MS = 86_400_000;

/** What is frozen, what was, and how to change it. */
export function freezeRoutes(): readonly DemoRoute[] {
  const world = inject(DemoWorld);
  const iso = (ms: number) => new Date(ms).toISOString();
  const past = world.now() - 2 * DAY_MS;
  let all: readonly FreezeView[] = [
    {
      ...{
        id: 'frz-1',
        tenant_id: 'default',
        scope_type: 'tag',
        scope_id: 'prod',
        reason: 'Storage is being moved',
      },
      ...{ by_id: 'mara', by_name: 'Mara Keller', from_at: iso(past), until_at: iso(past + DAY_MS / 4) },
      ...{ lifted_at: iso(past + DAY_MS / 8), lifted_by: 'Jon Berg' },
    },
  ];
  const active = () =>
    all.filter(
      ({ lifted_at, until_at }) => lifted_at === null && (!until_at || Date.parse(until_at) > world.now()),
    );
  return [
    on(freezeList(), () => ({ freezes: [...active()] })),
    on(freezeHistory(), ({ query }) => ({ freezes: all.slice(0, Number(query.get('limit') ?? 100)) })),
    on(freezeFreeze({ body: { reason: '', scope: { type: 'tenant' } } }), (call) => {
      const { scope, reason = '', until } = bodyOf<FreezeExecution>(call);
      const freeze: FreezeView = {
        ...{ id: crypto.randomUUID(), tenant_id: 'default', reason },
        ...{ scope_type: scope?.type ?? 'tenant', scope_id: scope?.id ?? '*' },
        ...{ by_id: 'local', by_name: 'admin', from_at: iso(world.now()), until_at: until ?? null },
        ...{ lifted_at: null, lifted_by: null },
      };
      all = [freeze, ...all];
      world.happened({ type: 'execution.frozen', summary: `Execution was frozen: ${reason}` });
      return { freeze };
    }),
    on(freezeLift({ body: { id: '' } }), (call) => {
      const { id } = bodyOf<LiftFreeze>(call);
      if (!active().some((one) => one.id === id))
        throw new DemoRefusal(404, 'not_found', 'There is no such freeze.');
      all = all.map((one) =>
        one.id === id ? { ...one, lifted_at: iso(world.now()), lifted_by: 'admin' } : one,
      );
      world.happened({ type: 'execution.unfrozen', summary: 'A freeze was lifted.' });
    }),
  ];
}
