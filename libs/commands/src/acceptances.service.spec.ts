import type { Clock, Transactions, Tx } from '@legator/core';
import { Acceptances } from './acceptances.service.js';
import type { DispatchesStore } from './dispatches.store.js';

const probe = { probeId: 'prb-1', tenantId: 'default' };

function setup() {
  const written: string[][] = [];
  const store = {
    accept: (_tx: Tx, taken: readonly { id: string; probeId: string }[]) => {
      written.push(taken.map(({ id, probeId }) => `${id}@${probeId}`));
      return Promise.resolve(new Set<string>());
    },
  } as unknown as DispatchesStore;
  const transactions = {
    worker: <T>(work: (tx: Tx) => Promise<T>) => work({} as Tx),
  } as unknown as Transactions;
  const clock = { now: () => new Date() } as Clock;
  return { written, acceptances: new Acceptances(transactions, store, clock) };
}

it('notes what was taken, together', async () => {
  const { written, acceptances } = setup();
  await Promise.all(['a', 'b', 'c'].map((id) => acceptances.accept(probe, id)));
  expect(written).toEqual([['a@prb-1', 'b@prb-1', 'c@prb-1']]);
});

it('writes nothing of what has been answered meanwhile', async () => {
  const { written, acceptances } = setup();
  const quick = acceptances.accept(probe, 'quick');
  acceptances.answered(probe, 'quick');
  await quick;
  await acceptances.accept(probe, 'slow');
  expect(written).toEqual([['slow@prb-1']]);
});

it('lets no probe answer for another', async () => {
  const { written, acceptances } = setup();
  const noted = acceptances.accept(probe, 'a');
  acceptances.answered({ ...probe, probeId: 'prb-2' }, 'a');
  await noted;
  expect(written).toEqual([['a@prb-1']]);
});
