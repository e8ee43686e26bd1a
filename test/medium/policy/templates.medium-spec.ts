import type { PolicyView } from '@legator/contracts';
import { PolicyGround } from './policy-ground.js';

jest.setTimeout(90_000);

let ground: PolicyGround;
beforeAll(async () => {
  ground = await PolicyGround.start();
});
afterAll(() => ground.road.close());

describe('templates', () => {
  it('are the four of upstream at first, which stay as they are', async () => {
    const { body } = await ground.ask<PolicyView[]>('GET', '/policies');
    expect(body.filter(({ builtin }) => builtin).map(({ id }) => id)).toEqual([
      'observe-only',
      'diagnose',
      'full-remediate',
      'wasm-fast-lane',
    ]);
    const refused = { status: 409, body: { code: 'policy.built_in' } };
    expect(await ground.ask('PUT', '/policies/diagnose', { name: 'x', level: 'remediate' })).toMatchObject(
      refused,
    );
    expect(await ground.ask('DELETE', '/policies/diagnose')).toMatchObject(refused);
  });

  it('keep every version with its author, and tell what differs', async () => {
    const id = await ground.write({ name: 'Web Servers', blocked: ['rm'] });
    expect(id).toBe('web-servers');
    const changed = { name: 'Web Servers', level: 'observe', blocked: ['rm', 'dd'], note: 'calmer' };
    expect((await ground.ask<PolicyView>('PUT', `/policies/${id}`, changed)).body.version).toBe(2);
    expect((await ground.ask<PolicyView>('PUT', `/policies/${id}`, changed)).body.version).toBe(2);
    const { body } = await ground.ask<{ versions: object[] }>('GET', `/policies/${id}/versions`);
    expect(body.versions).toMatchObject([
      { version: 2, note: 'calmer', author: { name: expect.any(String) } },
      { version: 1 },
    ]);
    const diff = await ground.ask<{ changes: { path: string; effect: string }[] }>(
      'GET',
      `/policies/${id}/versions/1/diff/2`,
    );
    expect(diff.body.changes.map(({ path, effect }) => [path, effect])).toEqual(
      expect.arrayContaining([
        ['level', 'stricter'],
        ['blocked', 'stricter'],
      ]),
    );
    await expect(ground.road.rows('update policy_version set note = null')).rejects.toThrow(/never changed/);
    expect((await ground.ask('GET', `/policies/${id}/versions/1/diff/9`)).status).toBe(404);
  });

  it('take a name of their own each, also after one was removed', async () => {
    const first = await ground.write({ name: 'Twice' });
    expect((await ground.ask('DELETE', `/policies/${first}`)).status).toBe(204);
    expect((await ground.ask('GET', `/policies/${first}`)).status).toBe(404);
    expect(await ground.write({ name: 'Twice' })).toBe('twice-2');
  });

  it.each([
    ['a spelling mistake', { pahts: ['/etc'] }],
    ['a level that nobody knows', { level: 'root' }],
  ])('refuse %s', async (_what, fields) => {
    expect((await ground.ask('POST', '/policies', { name: 'x', level: 'observe', ...fields })).status).toBe(
      400,
    );
  });

  it('belong to their tenant, and are written only with the right to', async () => {
    const id = await ground.write({ name: 'Ours' });
    expect((await ground.ask('GET', `/policies/${id}`, undefined, 'stranger')).status).toBe(404);
    expect(
      (await ground.ask('PUT', `/policies/${id}`, { name: 'x', level: 'observe' }, 'stranger')).status,
    ).toBe(404);
    expect((await ground.ask('POST', '/policies', { name: 'x', level: 'observe' }, 'viewer')).status).toBe(
      403,
    );
  });
});
