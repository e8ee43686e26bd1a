import request from 'supertest';
import { z } from 'zod';
import type { Risk } from '@legator/contracts';
import { TargetNames } from '@legator/approvals';
import { DirectiveRequests, DirectiveTypes } from '@legator/directives';
import { asked, here, idOf, PasskeyGround } from '../auth/passkey-ground.js';
import type { Visitor } from '../auth/auth-ground.js';
import { eventually } from '../../support/spine.js';

const Payload = z.strictObject({ host: z.string() });

let ground: PasskeyGround;
let ben: Visitor;
let cleo: Visitor;

beforeAll(async () => {
  ground = await PasskeyGround.start();
  ben = await ground.member('ben', 'admin');
  cleo = await ground.member('cleo', 'admin');
  const { app } = ground.spine;
  app.get(DirectiveTypes).register<z.infer<typeof Payload>>({
    ...{ name: 'test.run', title: 'A test', schema: Payload, permission: 'command:exec', judged: true },
    ...{ requestable: true, rerunnable: true, kind: 'inline' },
    summarize: ({ host }) => `restart ${host}`,
    subject: ({ host }) => ({ type: 'probe', id: host }),
    run: () => Promise.resolve({}),
  });
  app.get(DirectiveTypes).register<z.infer<typeof Payload>>({
    ...{ name: 'test.far', title: 'A test', schema: Payload, permission: 'command:exec', judged: true },
    ...{ requestable: true, rerunnable: true, kind: 'remote', ownSignals: true },
    summarize: ({ host }) => `restart ${host}`,
    subject: ({ host }) => ({ type: 'probe', id: host }),
    start: () => Promise.resolve([]),
    started: () => undefined,
    cancel: () => Promise.resolve(),
  });
  app.get(TargetNames).add('probe', (_tx, ids) => Promise.resolve(new Map(ids.map((id) => [id, id]))));
}, 60_000);
afterAll(() => ground.stop());
beforeEach(() => there());

/** Everybody was there so long ago, and the server has noticed: what it remembers is at most a second old. */
async function there(secondsAgo = 0): Promise<void> {
  await ground.sql(
    `update auth_session s set confirmed_at = now() - interval '${secondsAgo} s', confirmed_by =
       case when exists (select from auth_passkey p where p.user_id = s.user_id) then 'passkey' else 'password' end`,
  );
  for (const who of [ground.ana, ben, cleo])
    await eventually(async () => {
      const { body } = await who.post('/api/v1/profile/passkeys/options', {}, here);
      expect('options' in body).toBe(secondsAgo < 300);
    });
}

/** Something that waits, asked for by somebody. */
async function held(by: Visitor, risk: Risk = 'critical'): Promise<string> {
  const rationale = { policy: 'test', breakglass: { enabled: true } };
  ground.spine.judge.verdict = { decision: 'queue', risk, level: 'remediate', rationale };
  const actor = { type: 'user' as const, id: await idOf(by), name: 'somebody' };
  const made = await ground.spine.as(actor, () =>
    ground.spine.app.get(DirectiveRequests).request({ type: 'test.run', payload: { host: 'web-01' } }),
  );
  return made.approval!.id;
}

const BODY = { decision: 'approved', reason: 'looks right', confirm: 'web-01' };
const decide = (who: Visitor, id: string, body: object = {}) =>
  who.post(`/api/v1/approvals/${id}/decide`, { ...BODY, ...body });
const codeOf = async (answer: Promise<{ status: number; body: { code?: string; status?: string } }>) => {
  const { body } = await answer;
  return body.code ?? body.status;
};

async function confirm(who: Visitor): Promise<void> {
  await who.post('/api/v1/auth/confirm', { password: 'three blue herons' });
}

describe('what is critical', () => {
  it('takes two people who were there a moment ago', async () => {
    const id = await held(ground.ana);
    expect(await codeOf(decide(ben, id))).toBe('pending');
    expect(await codeOf(decide(cleo, id))).toBe('approved');
  });

  it('is not decided, either way, by a sign-in that lies open, until its person confirms', async () => {
    const id = await held(ground.ana);
    await there(301);
    for (const decision of ['approved', 'denied']) {
      const { status, body } = await decide(ben, id, { decision });
      expect([status, body.code, body.confirm_by]).toEqual([403, 'approvals.step_up_required', 'password']);
    }
    await confirm(ben);
    expect(await codeOf(decide(ben, id))).toBe('pending');
    expect(await codeOf(decide(cleo, id))).toBe('approvals.step_up_required');
    await confirm(cleo);
    expect(await codeOf(decide(cleo, id))).toBe('approved');
  });

  it('takes the passkey of whoever has one', async () => {
    const id = await held(ben);
    await ground.sql(
      `update auth_session set confirmed_by = 'password' where user_id = '${await idOf(ground.ana)}'`,
    );
    await eventually(async () => {
      const { body } = await ground.ana.post('/api/v1/profile/passkeys/options', {}, here);
      expect(body.code).toBe('confirmation_needed');
    });
    const { body } = await decide(ground.ana, id);
    expect([body.code, body.confirm_by]).toEqual(['approvals.step_up_required', 'passkey']);
    const options = await asked(ground.ana, '/api/v1/auth/confirm/passkey/options');
    await ground.ana.post('/api/v1/auth/confirm/passkey', { response: ground.key.get(options) }, here);
    expect(await codeOf(decide(ground.ana, id))).toBe('pending');
    expect(await codeOf(decide(cleo, id))).toBe('approved');
  });

  it('is never decided by whoever asked', async () => {
    const id = await held(ben);
    expect(await codeOf(decide(ben, id))).toBe('approvals.own_request');
  });

  it('does not count somebody who may not decide any more', async () => {
    const id = await held(ground.ana);
    expect(await codeOf(decide(ben, id))).toBe('pending');
    const demote = (role: string) =>
      ground.sql(
        `update auth_membership set role = '${role}' where user_id = (select id from auth_user where username = 'ben')`,
      );
    await demote('viewer');
    expect(await codeOf(decide(cleo, id))).toBe('pending');
    await demote('admin');
  });

  it('is decided from the command line by a person, and by no key', async () => {
    const id = await held(ground.ana);
    const http = () => request(ground.spine.app.getHttpServer());
    const bearer = ben.cookie.split('=')[1]!;
    const key = await ground.ana.post('/api/v1/auth/keys', { name: 'robot', permissions: ['admin'] });
    const send = async (token: string) =>
      codeOf(
        http()
          .post(`/api/v1/approvals/${id}/decide`)
          .set('Authorization', `Bearer ${token}`)
          .send(BODY) as never,
      );
    expect(await send(key.body.plain_key)).toBe('approvals.people_only');
    expect(await send(bearer)).toBe('pending');
  });
});

it('what is not critical asks nobody to confirm', async () => {
  const id = await held(ground.ana, 'high');
  await there(301);
  expect(await codeOf(decide(ben, id))).toBe('approved');
});

it('breaks the glass only for somebody who was there a moment ago', async () => {
  const glass = { reason: 'incident', confirm: 'web-01' };
  const ask = (confirmedAt?: Date) => {
    ground.spine.judge.verdict = {
      ...{ decision: 'queue', risk: 'low', level: 'remediate' },
      rationale: { policy: 'test', breakglass: { enabled: true, allowed_reasons: ['incident'] } },
    };
    const session = { id: 's', ...(confirmedAt ? { confirmedAt, confirmedBy: 'password' as const } : {}) };
    return ground.spine.as({ type: 'user', id: 'dora', name: 'Dora', session }, () =>
      ground.spine.app
        .get(DirectiveRequests)
        .request({ type: 'test.far', payload: { host: 'web-01' }, breakglass: glass }),
    );
  };
  const code = 'approvals.step_up_required';
  await expect(ask()).rejects.toMatchObject({ code });
  await expect(ask(new Date(Date.now() - 301_000))).rejects.toMatchObject({ code });
  expect((await ask(new Date())).directive.gate).toBe('approved');
});
