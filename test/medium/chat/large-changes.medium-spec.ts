import type { ChatRunPage } from '@legator/contracts';
import { eventually } from '../../support/spine.js';
import { LoopGround } from './loop-ground.js';

jest.setTimeout(60_000);

/** More than the API names of one rollout. */
const MANY = 600;

let ground: LoopGround;
let pair: string;

beforeAll(async () => {
  ground = await LoopGround.start();
  const probes = [await ground.road.probe('web-1'), await ground.road.probe('web-2')];
  pair = probes.map((probe) => probe.answering({ stdout: 'restarted\n' }).id).join();
});
afterAll(() => ground.close());

it('knows of each host of a change on very many how it ended, and of none that it still runs', async () => {
  ground.road.spine.judge.verdict = { level: 'remediate' };
  const turn = ground.turn({ question: '!systemctl restart nginx', target: pair });
  const typed = ground.typed(turn);
  const rollout = await eventually(async () => {
    const [host] = await ground.road.rows<{ id: string }>(
      `select t.rollout_id as id from chat_run r join commands_rollout_target t on t.rollout_id = r.rollout_id
       where r.turn_id = $1 and t.state = 'succeeded'`,
      [turn.id],
    );
    expect(host).toBeDefined();
    return host!.id;
  });
  await ground.road.post(`/rollouts/${rollout}/stop`, { reason: 'It is enough.' });
  await typed;
  await ground.road.rows(
    `insert into commands_rollout_target (rollout_id, tenant_id, probe_id, position, hostname, state, directive_id)
     select $1, 'default', 'prb-' || n, 10 + n, 'many-' || n, 'succeeded', gen_random_uuid() from generate_series(1, $2::int) n`,
    [rollout, MANY],
  );
  // The last one is not even known to the rollout.
  await ground.road.rows(
    `update chat_run set targets = targets || (select jsonb_agg(jsonb_build_object('probeId', 'prb-' || n,
       'hostname', 'many-' || n, 'requestId', null, 'directiveId', null, 'skipped', null))
       from generate_series(1, $2::int + 1) n) where turn_id = $1`,
    [turn.id, MANY],
  );
  const path = `/conversations/${turn.conversationId}/turns/${turn.id}/runs/${turn.calls[0]!.callId}`;
  const { total, counts } = await ground.road.get<ChatRunPage>(path);
  expect(total).toBe(MANY + 3);
  expect(counts).toHaveLength(2);
  expect(counts).toEqual(
    expect.arrayContaining([
      { state: 'succeeded', count: MANY + 1 },
      { state: 'canceled', count: 2 },
    ]),
  );
});
