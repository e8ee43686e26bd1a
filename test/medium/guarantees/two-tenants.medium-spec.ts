import type { Permission } from '@legator/contracts';
import type { RouteAccess } from '@legator/core';
import { ConsoleClient } from '../../support/console-client.js';
import { until } from '../../support/core-app.js';
import { atRest, digest, OF_THE_INSTALLATION, PASSED_THROUGH } from '../../support/tenants/possessions.js';
import { recipesOfDoors } from '../../support/tenants/recipes-of-people.js';
import { recipesFor, TwoTenants } from './two-tenants-ground.js';

jest.setTimeout(120_000);

/** Without the right to everything, which might be let in where others are not. */
const READING: Permission[] = ['fleet:read', 'command:exec', 'audit:read', 'signal:read', 'directive:read'];

const name = ({ method, path }: RouteAccess) => `${method} ${path}`;

// Both ways round: the tenant of the installation is neither more nor less closed than any other.
describe.each([
  ['default', 'globex'],
  ['globex', 'default'],
])('what %s has, when %s knows all its ids', (owning, asking) => {
  let two: TwoTenants;
  let before: Record<string, string>;

  beforeAll(async () => {
    two = await TwoTenants.start(owning, asking);
    await atRest(two.owner, owning);
    before = digest(await two.theirThings());
  });
  afterAll(() => two.stop());

  it('is one of everything that a tenant can have', async () => {
    const empty = [...(await two.theirThings())]
      .filter(([, rows]) => rows.length === 0)
      .map(([table]) => table);
    expect(empty.filter((table) => ![...PASSED_THROUGH, ...OF_THE_INSTALLATION].includes(table))).toEqual([]);
  });

  it('is asked for on every route there is', () => {
    const recipes = { ...recipesFor(two.sides), ...recipesOfDoors(two.sides) };
    const known = two.routes.map(name);
    expect(known.filter((route) => !recipes[route]?.length)).toEqual([]);
    expect(Object.keys(recipes).filter((route) => !known.includes(route))).toEqual([]);
  });

  it('is not told, by any route, to any right, and is as what nobody has ever had', async () => {
    const wrong = await two.walk(recipesFor, READING);
    expect(wrong).toEqual([]);
  });

  it('is as it was after all that, and nothing more ran on its hosts', async () => {
    expect(digest(await two.theirThings())).toEqual(before);
    const runs = [...two.sides.theirs.probe.runs.values(), ...two.sides.theirs.deaf.runs.values()];
    expect(runs.length).toBeGreaterThan(3);
    expect(runs.every((n) => n === 1)).toBe(true);
  });

  it('is not told at the doors', async () => {
    expect(await two.walk(recipesOfDoors)).toEqual([]);
  });

  it('lends its names and keys to nobody: what is asked with them is another command', async () => {
    const { command } = two.sides.theirs.ids;
    const answer = await two.sides.asker.must<{ probe_id: string; result: { stdout: string } }>(
      'GET',
      `/commands/${command}`,
    );
    expect(answer).toMatchObject({ probe_id: two.sides.ownProbe, result: { stdout: 'own-output' } });
  });

  it('is not told over the socket of the console', async () => {
    const { asker, theirs, ownProbe } = two.sides;
    const client = await ConsoleClient.open(two.server.url, { key: asker.key, hello: { last_event_id: 0 } });
    client.say({ type: 'watch', probes: [theirs.probe.id, theirs.deaf.id, ownProbe] });
    await until(() => client.of('ready').length);
    const signal = { type: 'custom.told', subject: { type: 'service', id: 'x' }, summary: 'heard by' };
    await theirs.tenant.must('POST', '/signals', { ...signal, summary: `${theirs.word}-live` });
    await asker.must('POST', '/signals', { ...signal, summary: 'heard by its own' });
    await until(() => client.events.some(({ summary }) => summary === 'heard by its own'));
    expect(two.leaks.in(JSON.stringify(client.frames))).toEqual([]);
    expect(client.rows.map(({ id }) => id).filter((id) => id !== ownProbe)).toEqual([]);
    client.close();
  });
});
