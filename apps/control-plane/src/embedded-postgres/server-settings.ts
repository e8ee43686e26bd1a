import { tmpdir } from 'node:os';
import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** The kernel keeps 108 bytes for a socket's path, its closing zero included. */
const LONGEST_SOCKET_PATH = 107;
const SOCKET_FILE = '.s.PGSQL.5432';

/** Where the socket goes: beside the data, or under the temporary directory when that path is too long. */
export function socketDirFor(dataDir: string, temporary = tmpdir()): { dir: string; temporary: boolean } {
  const beside = join(dataDir, 'run');
  if (fits(beside)) return { dir: beside, temporary: false };
  const name = `legator-pg-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
  return { dir: join(fits(join(temporary, name)) ? temporary : '/tmp', name), temporary: true };
}

function fits(dir: string): boolean {
  return Buffer.byteLength(join(dir, SOCKET_FILE)) <= LONGEST_SOCKET_PATH;
}

/** Connection string of a server that listens on a socket; understood by pg, TypeORM and libpq alike. */
export function socketUrl(to: {
  user: string;
  password: string;
  socketDir: string;
  database: string;
}): string {
  const login = `${encodeURIComponent(to.user)}:${encodeURIComponent(to.password)}`;
  return `postgres://${login}@/${to.database}?host=${encodeURIComponent(to.socketDir)}`;
}

/** Settings for a small machine that must not lose what it said it had written. */
export function serverArguments(
  clusterDir: string,
  socketDir: string,
  over: Readonly<Record<string, string>> = {},
): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '',
    port: '5432',
    // In this list a comma separates and a double quote quotes.
    unix_socket_directories: `"${socketDir.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    max_connections: '60',
    shared_buffers: '128MB',
    effective_cache_size: '512MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    fsync: 'on',
    synchronous_commit: 'on',
    wal_compression: 'on',
    max_wal_size: '512MB',
    min_wal_size: '80MB',
    wal_level: 'minimal',
    max_wal_senders: '0',
    log_checkpoints: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    jit: 'off',
    ...over,
  };
  return [
    '-D',
    clusterDir,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}
