import { MemoryBus } from '@legator/core';
import { CLOSE } from '@legator/contracts';
import { LinkedProbes } from './presence/linked-probes.js';
import { announceEviction, ProbeEviction } from './probe-eviction.js';

function setup() {
  const bus = new MemoryBus();
  const closed: unknown[][] = [];
  const channel = { close: (...args: unknown[]) => closed.push(args) };
  new ProbeEviction(bus, channel as never, new LinkedProbes()).onApplicationBootstrap();
  const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  return { bus, closed, settled };
}

it('ends the connection that is named', async () => {
  const { bus, closed, settled } = setup();
  announceEviction(bus, { probeId: 'prb-00000001', code: CLOSE.gone, reason: 'deleted' });
  await settled();
  expect(closed).toEqual([['prb-00000001', CLOSE.gone, 'deleted']]);
});

it.each(['', 'x', '{}', 'null', '{"probeId":1,"code":"a","reason":null}'])(
  'survives the bus saying %j: it says nothing after every reconnect',
  async (text) => {
    const { closed, settled } = setup();
    const bus = new MemoryBus();
    const eviction = new ProbeEviction(bus, { close: () => closed.push([]) } as never, new LinkedProbes());
    const listen = jest.spyOn(bus, 'subscribe');
    eviction.onApplicationBootstrap();
    expect(() => listen.mock.calls[0]![1](text)).not.toThrow();
    await settled();
    expect(closed).toEqual([]);
  },
);
