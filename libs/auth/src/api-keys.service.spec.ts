import { MemoryBus, runWith } from '@legator/core';
import type { Signals, Transactions } from '@legator/core';
import { anActor, ManualClock } from '@legator/core/testing';
import { DirectiveTypes } from '@legator/directives';
import type { Directive, DirectiveRequests } from '@legator/directives';
import { ApiKeysService } from './api-keys.service.js';
import type { ApiKeysStore } from './api-keys.store.js';
import { hashKey } from './secret-key.js';

function setup() {
  const rows: { id: string; hash: Buffer }[] = [];
  const asked: Record<string, unknown>[] = [];
  const store = {
    insert: (_tx: unknown, row: { id: string; hash: Buffer }) => Promise.resolve(rows.push(row)),
    list: () => Promise.resolve(rows),
  };
  const types = new DirectiveTypes();
  const run = (payload: Record<string, unknown>) => {
    const type = types.get('api_key.create') as unknown as {
      run(tx: unknown, directive: Directive, payload: unknown): Promise<unknown>;
    };
    const directive = { tenantId: 'default', requestedBy: { name: 'Ana' } } as unknown as Directive;
    return type.run({}, directive, payload);
  };
  const requests = {
    request: ({ payload }: { payload: Record<string, unknown> }) => {
      asked.push(payload);
      return run(payload);
    },
  };
  const service = new ApiKeysService(
    { run: (work: (tx: unknown) => unknown) => work({}) } as unknown as Transactions,
    store as unknown as ApiKeysStore,
    types,
    requests as unknown as DirectiveRequests,
    { record: () => Promise.resolve() } as unknown as Signals,
    new ManualClock(),
    new MemoryBus(),
  );
  service.onModuleInit();
  const create = () =>
    runWith({ actor: anActor() }, () => service.create({ name: 'ci', permissions: ['fleet:read'] }));
  return { create, rows, asked, run };
}

it('keeps what a key is known by in the table of keys alone, not in the directive that makes it', async () => {
  const { create, rows, asked } = setup();
  const { plainKey } = await create();
  expect(rows[0]?.hash).toEqual(hashKey(plainKey));
  expect(Object.keys(asked[0]!).sort()).toEqual(['expires_at', 'id', 'name', 'permissions', 'prefix']);
});

it('makes no second key of the same directive', async () => {
  const { create, rows, asked, run } = setup();
  await create();
  await expect(run(asked[0]!)).rejects.toThrow(/only by the request/);
  expect(rows).toHaveLength(1);
});
