import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import {
  embeddedBinariesDir,
  runningEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../../apps/control-plane/src/embedded-postgres/index.js';
import { claimFor, releaseClaim } from '../../../apps/control-plane/src/embedded-postgres/launcher-claim.js';

// Making a database takes a second, and several on a busy machine.
let home: string;
let dataDir: string;
const running: EmbeddedPostgres[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'legator-embedded-'));
  // PostgreSQL may have to run as another account, which must be able to come this far.
  await chmod(home, 0o755);
});
beforeEach(() => (dataDir = join(home, 'postgres')));
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});
afterAll(() => rm(home, { recursive: true }));

const start = async (over: { allowNamespace?: boolean } = {}) => {
  const server = await startEmbeddedPostgres({
    dataDir,
    binariesDir: embeddedBinariesDir(process.cwd()),
    log: () => undefined,
    ...over,
  });
  running.push(server);
  return server;
};

const ask = async (url: string, sql: string) => {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
};

it('serves, stops, and still has the data when it serves again', async () => {
  const first = await start();
  await ask(first.url, 'create table kept as select 42 as answer');
  await first.stop();
  await expect(ask(first.url, 'select 1')).rejects.toThrow();
  const second = await start();
  expect(await ask(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

it('turns away whoever has no password', async () => {
  const { url } = await start();
  await expect(ask(url.replace(/:[^:@/]+@/, ':guess@'), 'select 1')).rejects.toThrow(/authentication/);
});

it('is taken over, not started twice, by the next start after a crash of the control plane', async () => {
  const first = await start();
  const second = await start();
  expect(second.pid).toBe(first.pid);
  expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

it('is found by a command beside the control plane, while it runs', async () => {
  const server = await start();
  expect(await runningEmbeddedPostgres(dataDir)).toBe(server.url);
  await server.stop();
  expect(await runningEmbeddedPostgres(dataDir)).toBeUndefined();
});

it('is brought back at the same address when it is killed, with all it confirmed', async () => {
  const server = await start();
  const before = server.pid;
  await ask(server.url, 'create table confirmed as select 42 as answer');
  process.kill(before, 'SIGKILL');
  while (server.pid === before) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await ask(server.url, 'select answer from confirmed')).toEqual([{ answer: 42 }]);
});

it('is refused while another process that lives looks after it', async () => {
  await (await start()).stop();
  const claim = join(dataDir, 'launcher.json');
  await claimFor(claim, process.ppid);
  await expect(start()).rejects.toThrow(/in use by another Legator/);
  await releaseClaim(claim, process.ppid);
  const { url } = await start();
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

it('starts although the process id it left behind belongs to another program by now', async () => {
  const first = await start();
  const pidFile = join(dataDir, 'cluster', 'postmaster.pid');
  const left = await readFile(pidFile, 'utf8');
  await first.stop();
  await writeFile(pidFile, left.replace(/^\d+/, String(process.pid)));
  const second = await start();
  expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

it('begins afresh when the first start was cut short', async () => {
  dataDir = join(home, 'cut-short');
  await mkdir(join(dataDir, 'cluster.unfinished', 'base'), { recursive: true });
  await writeFile(join(dataDir, 'cluster.unfinished', 'PG_VERSION'), '18\n');
  const { url } = await start();
  expect(await ask(url, 'select current_database() as name')).toEqual([{ name: 'legator' }]);
});

it('runs from a directory whose path is too long for a socket', async () => {
  dataDir = join(home, 'x'.repeat(120), 'with a space');
  await mkdir(join(home, 'x'.repeat(120)));
  const { url } = await start();
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

(process.getuid?.() === 0 ? it : it.skip)(
  'runs as nobody where root may make no user namespace',
  async () => {
    dataDir = join(home, 'nobody');
    const { url } = await start({ allowNamespace: false });
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    const again = await start({ allowNamespace: true });
    expect(again.url).toBe(url);
  },
);
