import { PolicyGround } from './policy-ground.js';
import { eventually } from '../../support/spine.js';

let ground: PolicyGround;
beforeAll(async () => {
  ground = await PolicyGround.start();
}, 60_000);
afterAll(() => ground.road.close());

/** A change that waits for a person, at a host of its own. */
const waiting = async (requestId: string) => {
  const probe = await ground.road.probe(requestId);
  const command = { command: 'systemctl restart nginx', request_id: requestId };
  const { body } = await ground.ask<{ approval_id: string }>('POST', `/probes/${probe.id}/command`, command);
  return { id: body.approval_id, remove: () => ground.ask('DELETE', `/probes/${probe.id}`) };
};
const decide = (id: string, over: object = {}) =>
  ground.ask<{ code?: string }>('POST', `/approvals/${id}/decide`, {
    decision: 'approved',
    reason: 'fine',
    ...over,
  });
const endOf = (requestId: string) =>
  eventually(async () =>
    expect(await ground.road.get(`/commands/${requestId}`)).toMatchObject({
      state: 'canceled',
      error_message: expect.stringContaining('There is no such probe any more.'),
    }),
  );

it('is void for whoever says yes to it', async () => {
  const { id, remove } = await waiting('gone-now');
  await remove();
  expect(await decide(id)).toMatchObject({ status: 409, body: { code: 'approvals.void' } });
  await endOf('gone-now');
});

it('is void when its hour comes', async () => {
  const { id, remove } = await waiting('gone-later');
  const hour = new Date(Date.now() + 3_600_000).toISOString();
  expect((await decide(id, { not_before: hour })).status).toBe(200);
  await remove();
  await ground.road.rows('update approvals_approval set not_before = now() where id = $1', [id]);
  await endOf('gone-later');
});
