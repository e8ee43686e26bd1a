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

  it('are not undone by who wrote from an older version', async () => {
    const id = await ground.write({ name: 'Shared', blocked: ['rm'] });
    const put = (blocked: string[], more: object = {}) =>
      ground.ask<PolicyView>('PUT', `/policies/${id}`, {
        ...{ name: 'Shared', level: 'diagnose', blocked },
        ...more,
      });
    expect((await put(['rm', 'dd'], { based_on: 1 })).body.version).toBe(2);
    expect(await put(['rm', 'mkfs'], { based_on: 1 })).toMatchObject({
      status: 409,
      body: { code: 'policy.newer_version' },
    });
    // An answer that was lost is asked for again: nothing would be undone.
    expect(await put(['rm', 'dd'], { based_on: 1 })).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await put(['rm', 'dd', 'mkfs'], { based_on: 2 })).toMatchObject({ body: { version: 3 } });
    expect(await put(['rm'])).toMatchObject({ status: 200, body: { version: 4 } });
    expect((await put(['dd'], { based_on: 0 })).status).toBe(400);
    expect((await put(['dd'], { based_on: null })).status).toBe(200);
  });

  it('take one of many that are written from the same version at once', async () => {
    const id = await ground.write({ name: 'Raced' });
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        ground.ask('PUT', `/policies/${id}`, {
          ...{ name: 'Raced', level: 'diagnose', based_on: 1, blocked: [`rm ${n}`] },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)]);
    const { body } = await ground.ask<PolicyView>('GET', `/policies/${id}`);
    expect(body.version).toBe(2);
    const won = answers.findIndex(({ status }) => status === 200);
    expect(body.blocked).toEqual([`rm ${won}`]);
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
