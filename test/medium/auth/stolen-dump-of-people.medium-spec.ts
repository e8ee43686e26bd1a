import { Client } from 'pg';
import { firstAdmin, PASSWORD, startAuth } from './auth-ground.js';
import { Sessions } from '../../../libs/auth/src/sessions/sessions.service.js';

/** Every text and every run of bytes in the tables of a schema, as a thief of the dump would read it. */
async function stored(url: string): Promise<string[]> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  const { rows: tables } = await owner.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await owner.query<Record<string, unknown>>(`select * from ${name}`);
    for (const value of rows.flatMap((row) => Object.values(row)).flat()) {
      if (Buffer.isBuffer(value)) found.push(value.toString('hex'), value.toString('base64url'));
      else if (typeof value === 'string') found.push(value);
      else if (value && typeof value === 'object') found.push(JSON.stringify(value));
    }
  }
  await owner.end();
  return [...new Set(found)];
}

it('signs nobody in: no password, sign-in, ticket, invitation or code of a command line is in the database', async () => {
  const spine = await startAuth();
  const admin = await firstAdmin(spine);
  const link = (await admin.post('/api/v1/invitations', { role: 'viewer' })).body.link as string;
  const ticket = (await admin.post('/api/v1/auth/socket-ticket')).body.ticket as string;
  const device = (await admin.post('/api/v1/auth/device', { host_name: 'laptop' })).body
    .device_code as string;
  const token = admin.cookie.split('=')[1]!;
  const issued = [PASSWORD, token, token.slice(4), ticket, link.split('token=')[1]!, device];
  expect(issued.every((secret) => typeof secret === 'string' && secret.length > 12)).toBe(true);

  const values = await stored(spine.url);
  expect(values.length).toBeGreaterThan(100);
  for (const secret of issued) expect(values.filter((value) => value.includes(secret))).toEqual([]);

  const sessions = spine.app.get(Sessions, { strict: false });
  const as = { via: 'bearer', address: '192.0.2.1', used: false } as const;
  expect(await sessions.actorOf(token, as)).toMatchObject({ name: 'root-ana' });
  const opened: string[] = [];
  for (const value of values)
    for (const attempt of [value, `lgs_${value}`])
      if (await sessions.actorOf(attempt, as)) opened.push(attempt);
  expect(opened).toEqual([]);
  await spine.close();
}, 60_000);
