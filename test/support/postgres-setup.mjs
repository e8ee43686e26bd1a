// One throw-away PostgreSQL for a whole run of Jest, or the server that LEGATOR_TEST_DATABASE_URL names.
// Specs ask test/support/database.ts for databases on it.
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const PREFIX = 'legator-test-';

export default async function setup() {
  process.env.LEGATOR_TEST_RUN = randomBytes(4).toString('hex');
  const given = process.env.LEGATOR_TEST_DATABASE_URL;
  if (given) {
    process.env.LEGATOR_TEST_SERVER_URL = given;
    return;
  }
  const home = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // As root the server runs as another account, which must be able to come this far.
  await chmod(home, 0o755);
  const launcher = await loadLauncher(home);
  await removeLeftovers(launcher);
  const server = await launcher.startEmbeddedPostgres({
    dataDir: join(home, 'postgres'),
    binariesDir: launcher.embeddedBinariesDir(root),
    log: () => undefined,
    settings: { max_connections: '200', full_page_writes: 'off', wal_compression: 'off' },
  });
  process.env.LEGATOR_TEST_SERVER_URL = server.url;
  const endWithUs = () => endQuietly(server.pid);
  process.once('exit', endWithUs);
  globalThis.legatorTestServer = async () => {
    process.off('exit', endWithUs);
    await server.stop();
    await rm(home, { recursive: true, force: true });
  };
}

/** The product's own launcher. Jest does not compile what its global set-up imports, so it is bundled here. */
async function loadLauncher(home) {
  const outfile = join(home, 'launcher.cjs');
  await build({
    entryPoints: [join(root, 'apps/control-plane/src/embedded-postgres/index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['pg-native'],
    logLevel: 'error',
  });
  return createRequire(import.meta.url)(outfile);
}

/** What runs that were killed left behind: their servers and their directories. */
async function removeLeftovers(launcher) {
  for (const name of await readdir(tmpdir())) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (!pid || isAlive(Number(pid))) continue;
    const left = join(tmpdir(), name);
    // Someone else's leftovers are theirs to remove.
    await launcher.stopLeftover(join(left, 'postgres')).catch(() => undefined);
    await rm(left, { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause.code === 'EPERM';
  }
}

function endQuietly(pid) {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    // Gone already, which is what we wanted.
  }
}
