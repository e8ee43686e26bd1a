import { PolicyGround } from './policy-ground.js';
import { eventually } from '../../support/spine.js';

let ground: PolicyGround;
beforeAll(async () => {
  ground = await PolicyGround.start();
}, 60_000);
afterAll(() => ground.road.close());

const limitedTo = async (id: string, perProbe: number) => {
  const policy = await ground.write({ name: `Only ${perProbe}`, rate: { per_probe: perProbe } });
  expect((await ground.ask('POST', `/probes/${id}/apply-policy/${policy}`)).status).toBe(200);
};

it('lets no more through than it says when all are asked for at once', async () => {
  const probe = (await ground.road.probe()).answering();
  await limitedTo(probe.id, 1);
  const asked = await Promise.all(Array.from({ length: 8 }, () => ground.run(probe.id, 'uptime')));
  expect(asked.filter(({ status }) => status === 'pending_approval')).toHaveLength(7);
  await eventually(() => expect(probe.runs.size).toBe(1));
});

it('counts a rerun as what it is: once more', async () => {
  const probe = (await ground.road.probe()).answering();
  await limitedTo(probe.id, 2);
  const command = { command: 'uptime', request_id: 'again' };
  await ground.ask('POST', `/probes/${probe.id}/command`, command);
  const shown = () => ground.road.get('/commands/again');
  await eventually(async () => expect(await shown()).toMatchObject({ state: 'succeeded' }));
  const { directive_id: id } = await shown();
  expect((await ground.ask('POST', `/directives/${String(id)}/rerun`, { reason: 'again' })).status).toBe(202);
  await eventually(() => expect(probe.runs.size).toBe(2));
  expect(await ground.run(probe.id, 'uptime')).toMatchObject({ status: 'pending_approval' });
});

it('lets one person edit what another approves in the same moment: one comes first, and the other is told', async () => {
  const probe = (await ground.road.probe()).answering();
  await limitedTo(probe.id, 50);
  const ask = (body: object) =>
    ground.ask<{ approval_id: string }>('POST', `/probes/${probe.id}/command`, body, 'operator');
  for (let times = 0; times < 8; times += 1) {
    const { body } = await ask({ command: 'touch', args: [`/srv/${times}`] });
    const [decided, edited] = await Promise.all([
      ground.ask('POST', `/approvals/${body.approval_id}/decide`, { decision: 'approved', reason: 'fine' }),
      ask({ command: 'touch', args: [`/srv/${times}.new`], supersedes: body.approval_id }),
    ]);
    // `already_decided`, or that it does not wait any more.
    const ends = [decided.status, edited.status].map((status) => (status < 300 ? 'taken' : status));
    expect([
      [400, 'taken'],
      ['taken', 409],
    ]).toContainEqual(ends);
  }
});
