import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from '../bench.js';
import { ControlPlane, DataDir } from '../control-plane.js';
import { atMost } from '../report.js';
import { percentile, repeated, until } from '../waiting.js';

const PASSWORD = 'three blue herons';
/** Answers from memory: what is left is who asks. */
const PATH = '/api/v1/auth/permissions';

/** What it takes to know who calls: somebody signed in, a key, and a sign-in by password. */
export async function identity(bench: Bench): Promise<void> {
  const data = await DataDir.make();
  let server: ControlPlane | undefined;
  try {
    const file = join(data.path, 'admin-password');
    await writeFile(file, PASSWORD, { mode: 0o600 });
    const settings = {
      ...{ LEGATOR_AUTH: 'true', LEGATOR_ADMIN_PASSWORD_FILE: file, LEGATOR_RATE_LIMIT: '1000000' },
    };
    server = await ControlPlane.start(bench.root, data, undefined, settings);
    await measure(bench, server);
  } finally {
    await server?.stop();
    await data.remove();
  }
}

async function measure(bench: Bench, server: ControlPlane): Promise<void> {
  const times = bench.scaled(1_000);
  const few = bench.scaled(300);
  const ask = (token?: string) =>
    server.api
      .json('GET', PATH, undefined, token === undefined ? {} : { Authorization: `Bearer ${token}` })
      .then(() => undefined);
  const row = (what: string, took: readonly number[], [p50, p99]: [number, number]) => {
    bench.row(`${what}, p50`, percentile(took, 0.5), 'ms', atMost(p50));
    bench.row(`${what}, p99`, percentile(took, 0.99), 'ms', atMost(p99));
  };
  const sessions = await signedIn(server, few + 1);
  const keys = await keysOf(server, sessions.pop()!, few);
  await repeated(200, 4, () => ask());
  row('a request of nobody', await repeated(times, 1, () => ask()), [5, 20]);
  row('of a session that is looked up', await repeated(few, 1, (turn) => ask(sessions[turn])), [10, 40]);
  row('of a session that is remembered', await repeated(times, 1, () => ask(sessions[0])), [5, 20]);
  row('of a key that is looked up', await repeated(few, 1, (turn) => ask(keys[turn])), [10, 40]);
  row('of a key that is remembered', await repeated(times, 1, () => ask(keys[0])), [5, 20]);
  const signIn = async () => {
    await server.api.json('POST', '/api/v1/auth/login', { username: 'admin', password: PASSWORD });
  };
  await repeated(5, 1, signIn);
  row('a sign-in by password', await repeated(bench.scaled(100), 1, signIn), [250, 500]);
  row('a sign-in by password, four at a time', await repeated(bench.scaled(100), 4, signIn), [500, 1_000]);
}

/** Sign-ins of the administrator as they would be in the database. @returns their tokens */
async function signedIn(server: ControlPlane, count: number): Promise<string[]> {
  // Made right after the server began to answer.
  await until('the administrator', async () => (await server.number('select count(*) from auth_user')) === 1);
  const tokens = Array.from({ length: count }, () => `lgs_${randomBytes(32).toString('hex')}`);
  await (
    await server.database()
  ).query(
    `insert into auth_session (id, tenant_id, user_id, hash, kind, method, created_at, seen_at, expires_at)
     select gen_random_uuid(), 'default', u.id, h, 'cli', 'password', now(), now(), now() + interval '1 hour'
     from auth_user u, unnest($1::bytea[]) h`,
    [tokens.map((token) => createHash('sha256').update(token).digest())],
  );
  return tokens;
}

async function keysOf(server: ControlPlane, token: string, count: number): Promise<string[]> {
  const keys: string[] = [];
  const wanted = { permissions: ['fleet:read'] };
  await repeated(count, 4, async (turn) => {
    const made = await server.api.json<{ plain_key: string }>(
      'POST',
      '/api/v1/auth/keys',
      { ...wanted, name: `bench ${turn}` },
      { Authorization: `Bearer ${token}` },
    );
    keys.push(made.plain_key);
  });
  return keys;
}
