import type { Verdict } from '@legator/core';
import { ProbeRoad } from '../../support/probe-road.js';
import type { FakeProbe } from '../../support/fake-probe.js';
import { eventually } from '../../support/spine.js';

jest.setTimeout(120_000);

const LOOKS = { command: 'uptime' };
const CHANGES = { command: 'touch', args: ['/tmp/x'] };

/** Roads of both kinds: with the real policy, and with a judge that says what a test wants it to say. */
describe.each([
  ['the real policy', true],
  ['a scripted judge', false],
] as const)('with %s', (_name, policy) => {
  let road: ProbeRoad;
  let probe: FakeProbe;
  let asked = 0;

  beforeAll(async () => {
    road = await ProbeRoad.start({ policy });
    probe = (await road.probe()).answering();
  });
  afterAll(() => road?.close());

  const ask = async (body: object) => {
    asked += 1;
    const answer = await road.post(`/probes/${probe.id}/command`, { ...body, request_id: `closed-${asked}` });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  /** Something that runs, and arrives after whatever was asked for before it: what has not come by then was not sent. */
  const control = async () => {
    const before = probe.bodies('command.run').length;
    expect(await ask(LOOKS)).toMatchObject({ status: 200 });
    await probe.until(() => probe.bodies('command.run').length > before);
    return probe.bodies('command.run').slice(before);
  };
  const nothingBut = async (attempt: () => Promise<void>) => {
    await control();
    const before = probe.bodies('command.run').length;
    await attempt();
    expect(await control()).toHaveLength(1);
    expect(probe.bodies('command.run')).toHaveLength(before + 1);
  };

  const withoutRight = (right: string, table: string, body: object) => async () => {
    await nothingBut(async () => {
      await road.rows(`revoke ${right} on ${table} from legator_app, legator_worker`);
      try {
        const { status } = await ask(body);
        expect(status).toBeGreaterThanOrEqual(500);
      } finally {
        await road.rows(`grant ${right} on ${table} to legator_app, legator_worker`);
      }
    });
  };

  it.each([
    ['the freezes cannot be read', 'select', 'directives_freeze', LOOKS],
    ['the trail cannot be written', 'insert', 'audit_inbox', LOOKS],
    ['dispatches cannot be written', 'insert', 'commands_dispatch', LOOKS],
    ['signals cannot be written', 'insert', 'core_signal', LOOKS],
    ['the fleet cannot be read', 'select', 'fleet_probe', LOOKS],
  ])('lets nothing run while %s', (_what, right, table, body) => withoutRight(right, table, body)());

  if (policy) {
    it.each([
      ['what policies are assigned cannot be read', 'select', 'policy_assignment', LOOKS],
      ['requests for approval cannot be written', 'insert', 'approvals_approval', CHANGES],
    ])('lets nothing run while %s', (_what, right, table, body) => withoutRight(right, table, body)());
    return;
  }

  it.each<[string, () => Promise<Verdict[]>]>([
    ['throws', () => Promise.reject(new Error('The parser broke.'))],
    ['says nothing', () => Promise.resolve([])],
    ['says nothing of one', () => Promise.resolve([undefined as never])],
    ['leaves one out', () => Promise.resolve(new Array<Verdict>(1))],
  ])('lets nothing run while the judge %s', async (_what, judge) => {
    await nothingBut(async () => {
      const usual = road.spine.judge.judge;
      road.spine.judge.judge = judge;
      try {
        expect((await ask(LOOKS)).status).toBeGreaterThanOrEqual(500);
      } finally {
        road.spine.judge.judge = usual;
      }
    });
  });

  it('takes a word of the judge that it does not know for a no', async () => {
    await nothingBut(async () => {
      road.spine.judge.verdict = { decision: 'certainly' as never };
      expect((await ask(LOOKS)).status).toBeGreaterThanOrEqual(400);
      road.spine.judge.verdict = {};
    });
  });

  it('starts nothing that was approved while its trail cannot be written, and starts it once when it can', async () => {
    const held: Partial<Verdict> = { decision: 'queue', level: 'remediate', rationale: { policy: 'p' } };
    road.spine.judge.verdict = held;
    const { body } = await ask(CHANGES);
    road.spine.judge.verdict = {};
    // Judged once more when it is approved, and the same is said of it.
    const yes = async () => {
      road.spine.judge.verdict = held;
      const said = { decision: 'approved', reason: 'looks right' };
      const { status } = await road.post(`/approvals/${String(body['approval_id'])}/decide`, said);
      road.spine.judge.verdict = {};
      return status;
    };
    await nothingBut(async () => {
      await road.rows('revoke insert on audit_inbox from legator_app, legator_worker');
      expect(await yes()).toBeGreaterThanOrEqual(500);
      await road.rows('grant insert on audit_inbox to legator_app, legator_worker');
    });
    expect(await yes()).toBe(200);
    const changes = () => probe.bodies('command.run').filter(({ argv }) => argv[0] === 'touch');
    await eventually(() => expect(changes()).toHaveLength(1));
    await control();
    expect(changes()).toHaveLength(1);
  });
});
