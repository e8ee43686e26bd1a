import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { firstAdmin, inOneMoment, PASSWORD, startAuth, Visitor } from './auth-ground.js';
import { addPerson } from './people-ground.js';
import type { Spine } from '../../support/spine.js';

const LEAKED = 'nine leaky barges';
const NEXT = 'four grey badgers';

describe('one’s own account', () => {
  let spine: Spine;
  let admin: Visitor;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'legator-profile-'));
    const breachedPasswordsFile = join(folder, 'leaked.txt');
    writeFileSync(
      breachedPasswordsFile,
      `${createHash('sha1').update(LEAKED).digest('hex').toUpperCase()}:12\n`,
    );
    spine = await startAuth({ breachedPasswordsFile });
    admin = await firstAdmin(spine);
  }, 60_000);

  afterAll(async () => {
    await spine.close();
    rmSync(folder, { recursive: true });
  });

  const recorded = (type: string) => spine.audit.appended.filter((one) => one.type === type);

  it('is shown and changed, without a permission', async () => {
    const { id, visitor } = await addPerson(spine, admin, 'vera', 'viewer');
    const changed = await visitor.send('patch', '/api/v1/profile', {
      display_name: 'Vera V',
      email: 'vera@example.com',
    });
    expect(changed.body).toMatchObject({
      id,
      display_name: 'Vera V',
      email: 'vera@example.com',
      has_password: true,
      passkeys: 0,
      identities: [],
    });
    const cleared = await visitor.send('patch', '/api/v1/profile', { email: null });
    expect(cleared.body).not.toHaveProperty('email');
    expect((await visitor.get('/api/v1/me')).body.display_name).toBe('Vera V');
    expect(recorded('user.changed')[0]).toMatchObject({
      actor: { id },
      before: { display_name: 'vera', email: null },
      after: { display_name: 'Vera V', email: 'vera@example.com' },
    });
    expect((await visitor.send('patch', '/api/v1/profile', {})).status).toBe(400);
    expect((await visitor.send('patch', '/api/v1/profile', { role: 'admin' })).status).toBe(400);
  });

  it('gets another password, which ends every other sign-in and no other person’s', async () => {
    const { visitor } = await addPerson(spine, admin, 'changer', 'viewer');
    const elsewhere = new Visitor(spine);
    await elsewhere.signIn('changer');
    const answer = await visitor.post('/api/v1/profile/password', { current: PASSWORD, new: NEXT });
    expect([answer.status, answer.body]).toEqual([200, { status: 'changed', ended: 1 }]);
    expect((await visitor.get('/api/v1/me')).status).toBe(200);
    expect((await elsewhere.get('/api/v1/me')).status).toBe(401);
    expect((await admin.get('/api/v1/me')).status).toBe(200);
    expect((await new Visitor(spine).signIn('changer')).status).toBe(401);
    expect((await new Visitor(spine).signIn('changer', NEXT)).status).toBe(200);
    expect(recorded('user.password_changed')).toHaveLength(1);
    expect(JSON.stringify(spine.audit.appended)).not.toContain(NEXT);
  });

  it('is free to work once the password from an administrator is changed', async () => {
    const made = await admin.post('/api/v1/users', { username: 'fresh', role: 'viewer' });
    const one = new Visitor(spine);
    await one.signIn('fresh', made.body.one_time_password);
    expect((await one.get('/api/v1/people')).status).toBe(403);
    const body = { current: made.body.one_time_password, new: NEXT };
    expect((await one.post('/api/v1/profile/password', body)).status).toBe(200);
    expect((await one.get('/api/v1/people')).status).toBe(200);
    expect((await one.get('/api/v1/me')).body).not.toHaveProperty('must_change_password');
  });

  it.each([
    ['the one they have', PASSWORD, 400, 'same_password'],
    [
      'the one they have, composed differently',
      PASSWORD.replace('three', '\uff54hree'),
      400,
      'same_password',
    ],
    ['their name', 'PICKY picky picky!', 400, 'weak_password'],
    ['a leaked one', LEAKED, 400, 'weak_password'],
    ['a common one', 'Welcome2026!!', 400, 'weak_password'],
    ['blanks', ' '.repeat(20), 400, 'weak_password'],
    [
      'six letters that are twelve code points',
      'e\u0301e\u0300a\u0300o\u0302u\u0308n\u0303',
      400,
      'weak_password',
    ],
    ['a short one', 'six grebes', 400, 'invalid_request'],
    ['a huge one', 'x'.repeat(257), 400, 'invalid_request'],
    ['a gigantic one', 'x'.repeat(2_000_000), 413, 'request_too_large'],
  ])('does not get %s as password', async (_what, next, status, code) => {
    const visitor = await picky();
    const answer = await visitor.post('/api/v1/profile/password', { current: PASSWORD, new: next });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect((await new Visitor(spine).signIn('picky')).status).toBe(200);
  });

  let known: Visitor | undefined;
  const picky = async () => (known ??= (await addPerson(spine, admin, 'picky', 'viewer')).visitor);

  it('takes a long one in other scripts, with blanks at its ends, however it was composed', async () => {
    const { visitor } = await addPerson(spine, admin, 'polyglot', 'viewer');
    const next = ' crème brûlée 東京 ';
    await visitor.post('/api/v1/profile/password', { current: PASSWORD, new: next.normalize('NFD') });
    expect((await new Visitor(spine).signIn('polyglot', next.normalize('NFC'))).status).toBe(200);
    expect((await new Visitor(spine).signIn('polyglot', next.trim())).status).toBe(401);
  });

  it('needs the password that holds now, and whoever guesses at it is slowed down', async () => {
    const { visitor } = await addPerson(spine, admin, 'guessed-at', 'viewer');
    const guess = () => visitor.post('/api/v1/profile/password', { current: 'not this one', new: NEXT });
    const first = await guess();
    expect([first.status, first.body.code]).toEqual([403, 'wrong_password']);
    await inOneMoment(spine, async () => {
      for (let times = 0; times < 4; times += 1) await guess();
      expect((await guess()).status).toBe(429);
      const right = await visitor.post('/api/v1/profile/password', { current: PASSWORD, new: NEXT });
      expect(right.status).toBe(429);
    });
  });

  it('of two changes at once one holds, and that one signs in', async () => {
    const { visitor } = await addPerson(spine, admin, 'hasty', 'viewer');
    const wanted = ['seven tall lamps', 'eight low tables'];
    const both = await Promise.all(
      wanted.map((next) => visitor.post('/api/v1/profile/password', { current: PASSWORD, new: next })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 403]);
    const winner = wanted[both.findIndex(({ status }) => status === 200)]!;
    expect((await new Visitor(spine).signIn('hasty', winner)).status).toBe(200);
  });

  it('is nothing that a key has, or a stranger', async () => {
    const { body } = await admin.post('/api/v1/auth/keys', { name: 'ci', permissions: ['admin'] });
    const http = request(spine.app.getHttpServer());
    const key = await http.get('/api/v1/profile').set('Authorization', `Bearer ${body.plain_key}`);
    expect([key.status, key.body.code]).toEqual([403, 'people_only']);
    expect((await http.get('/api/v1/profile')).status).toBe(401);
  });
});

it('does not start without the list of leaked passwords that it was told to use', async () => {
  await expect(startAuth({ breachedPasswordsFile: '/nowhere/leaked.txt' })).rejects.toThrow(
    /LEGATOR_BREACHED_PASSWORDS_FILE names \/nowhere\/leaked.txt, which cannot be read/,
  );
}, 60_000);
