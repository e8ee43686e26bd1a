import { MemoryBus, runWith, TenantLimits } from '@legator/core';
import type { Actor, Transactions } from '@legator/core';
import { anActor, FakeSignals, ManualClock } from '@legator/core/testing';
import { DirectiveTypes } from '@legator/directives';
import type { Directive, DirectiveRequests } from '@legator/directives';
import { ApiKeysService } from './api-keys.service.js';
import type { ApiKeysStore, KeyMaker } from './api-keys.store.js';
import { KeyChanges } from './keys/key-changes.js';
import { KeyDirectives } from './keys/key-directives.js';
import { hashKey } from './secret-key.js';
import type { ServiceAccountsStore } from './service-accounts/service-accounts.store.js';

interface Row {
  id: string;
  hash: Buffer;
}

function setup({ actor = anActor(), maker }: { actor?: Actor; maker?: KeyMaker } = {}) {
  const rows: Row[] = [];
  const asked: Record<string, unknown>[] = [];
  const store = {
    insert: (_tx: unknown, row: Row) => Promise.resolve(rows.push(row)),
    find: (_tx: unknown, id: string) => Promise.resolve(rows.find((row) => row.id === id)),
    makerOf: () => Promise.resolve(maker),
  } as unknown as ApiKeysStore;
  const signals = new FakeSignals();
  const clock = new ManualClock();
  const types = new DirectiveTypes();
  const changes = new KeyChanges(store, {} as ServiceAccountsStore, signals, clock, new MemoryBus());
  const run = (payload: Record<string, unknown>) => {
    const type = types.get('api_key.create') as unknown as {
      schema: { parse(payload: unknown): unknown };
      run(tx: unknown, directive: Directive, payload: unknown): Promise<unknown>;
    };
    const directive = { tenantId: 'default', requestedBy: actor } as unknown as Directive;
    return type.run({}, directive, type.schema.parse(payload));
  };
  const requests = {
    request: ({ payload }: { payload: Record<string, unknown> }) => {
      asked.push(payload);
      return run(payload);
    },
  };
  const service = new ApiKeysService(
    { run: (work: (tx: unknown) => unknown) => work({}) } as unknown as Transactions,
    store,
    new KeyDirectives(types, changes, new TenantLimits()),
    requests as unknown as DirectiveRequests,
    clock,
  );
  service.onModuleInit();
  const create = (...permissions: ('fleet:read' | 'admin' | `tenant:${string}`)[]) =>
    runWith({ actor }, () => service.create({ name: 'ci', permissions }));
  return { create, rows, asked, run, signals };
}

it('keeps what a key is known by in the table of keys alone, not in the directive that makes it', async () => {
  const { create, rows, asked } = setup();
  const { plainKey } = await create('fleet:read');
  expect(rows[0]?.hash).toEqual(hashKey(plainKey));
  expect(Object.keys(asked[0]!).sort()).toEqual([
    'description',
    'expires_at',
    'grants',
    'id',
    'name',
    'permissions',
    'prefix',
    'service_account_id',
  ]);
});

it('makes no second key of the same directive', async () => {
  const { create, rows, asked, run } = setup();
  await create('fleet:read');
  await expect(run(asked[0]!)).rejects.toThrow(/only by the request/);
  expect(rows).toHaveLength(1);
});

it('writes down who made a key, by what cannot be chosen', async () => {
  const { create, rows } = setup({ actor: anActor({ id: 'u1', name: 'local' }) });
  await create('fleet:read');
  expect(rows[0]).toMatchObject({ madeByType: 'user', madeById: 'u1', madeWith: null, createdBy: 'local' });
});

describe('a key made with a key', () => {
  const actor = anActor({ type: 'key', id: 'k1', name: 'maker' });
  const maker = {
    type: 'user',
    id: 'u1',
    name: 'Ana',
    serviceAccountId: null,
    grants: ['tenant:a', 'tenant:b'],
  } as const;

  it('answers to the same person, and says which key it was', async () => {
    const { create, rows } = setup({ actor, maker });
    await create('fleet:read', 'tenant:a');
    expect(rows[0]).toMatchObject({
      madeByType: 'user',
      madeById: 'u1',
      madeWith: 'k1',
      createdBy: 'Ana',
      grants: ['tenant:a'],
    });
  });

  it.each([
    ['that its maker is narrowed away from', ['tenant:a', 'tenant:c']],
    ['of no kind, and so all of them', []],
  ] as const)('may not reach tenants %s', async (_what, grants) => {
    const { create, rows, signals } = setup({ actor, maker });
    await expect(create('fleet:read', ...grants)).rejects.toMatchObject({ code: 'auth.grants_too_wide' });
    expect([rows, signals.recorded]).toEqual([[], []]);
  });
});
