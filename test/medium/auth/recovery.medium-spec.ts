import { Recovery } from '@legator/auth';
import { firstAdmin, PASSWORD, startAuth, Visitor } from './auth-ground.js';

it('lets somebody in again who lost their password, to choose a new one and nothing else', async () => {
  const spine = await startAuth();
  const before = await firstAdmin(spine);
  const recovery = spine.app.get(Recovery, { strict: false });
  await expect(recovery.recover('nobody', { removePasskeys: false })).rejects.toMatchObject({
    code: 'not_found',
  });
  const password = await recovery.recover('root-ana', { removePasskeys: false });
  expect((await before.get('/api/v1/me')).status).toBe(401);
  const again = new Visitor(spine);
  expect((await again.signIn('root-ana', PASSWORD)).status).toBe(401);
  expect((await again.signIn('root-ana', password)).status).toBe(200);
  expect((await again.get('/api/v1/me')).body).toMatchObject({ must_change_password: true, permissions: [] });
  expect((await again.get('/api/v1/directives')).status).toBe(403);
  expect(spine.audit.appended.map(({ type }) => type)).toContain('user.recovered');
  expect(JSON.stringify(spine.audit.appended)).not.toContain(password);
  await spine.close();
}, 60_000);
