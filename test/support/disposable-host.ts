import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { dirname, join } from 'node:path';
import { eventually } from './spine.js';

/** On a file system of its own: what is written over `/` may not lie in it. */
const GROUND = '/dev/shm';

/** What a host has that somebody could want to destroy. */
const PLANTED: Readonly<Record<string, string>> = {
  'home/ana/notes.txt': 'notes\n',
  'home/ana/.ssh/id_ed25519': 'a key\n',
  'srv/www/index.html': '<p>Hello</p>\n',
  'var/log/app.log': 'one\ntwo\n',
  'var/lib/app/data.db': 'data\n',
  'var/www/html/index.html': '<p>Hello</p>\n',
  'opt/app/config.yml': 'port: 80\n',
  'tmp/file': 'x\n',
  'tmp/a.log': 'x\n',
  'root/.bash_history': 'ls\n',
  'etc/nginx/nginx.conf': 'events {}\n',
};

/** As a host of its own: its own mounts over everything, its own processes, network, name and shared memory. */
const WORLD = `
set -e
cd "$1"
mount --make-rprivate /
mount -t overlay overlay -o lowerdir=planted:/,upperdir=upper,workdir=work root
mount -t proc proc root/proc
mount --rbind -o ro /sys root/sys
mount --make-rslave root/sys
mount -t tmpfs -o mode=755 tmpfs root/dev
for one in null zero full random urandom tty; do touch root/dev/$one; mount --bind /dev/$one root/dev/$one; done
mkdir root/dev/shm root/dev/pts; mount -t tmpfs tmpfs root/dev/shm
mount --bind run root/run
ip link set lo up
cd root
pivot_root . mnt
umount -l /mnt
exec setpriv --bounding-set=-sys_time,-sys_boot,-sys_module,-sys_rawio -- sh -c 'sleep 100000 & setpriv --reuid=65534 --regid=65534 --clear-groups sleep 100000 & echo ready; exec sleep 100000'
`;

/** Everything of it that a command could change. */
export interface HostState {
  readonly files: readonly string[];
  readonly run: string;
  readonly mounts: string;
  readonly processes: readonly string[];
  readonly name: string;
  readonly network: string;
  readonly sent: string;
  readonly asked: number;
}

/** A host that may be destroyed: this one, written over by nobody. Needs root, and is Linux's alone. */
export class DisposableHost {
  private readonly dir = mkdtempSync(join(GROUND, 'legator-host-'));
  private readonly control: Server = createServer(() => (this.asked += 1));
  private world: ChildProcess | undefined;
  private pid = 0;
  private asked = 0;

  /** @throws where this machine cannot make one */
  async start(): Promise<void> {
    chmodSync(this.dir, 0o755);
    for (const name of ['upper', 'work', 'root', 'run', 'planted']) mkdirSync(join(this.dir, name));
    for (const [path, text] of Object.entries(PLANTED)) {
      mkdirSync(dirname(join(this.dir, 'planted', path)), { recursive: true });
      writeFileSync(join(this.dir, 'planted', path), text);
    }
    chmodSync(join(this.dir, 'planted/tmp'), 0o1777);
    await new Promise<void>((done) => this.control.listen(join(this.dir, 'run/docker.sock'), done));
    chmodSync(join(this.dir, 'run/docker.sock'), 0o666);
    const own = ['--mount', '--pid', '--net', '--ipc', '--uts', '--fork', '--kill-child'];
    let output = '';
    this.world = spawn('unshare', [...own, 'sh', '-c', WORLD, 'sh', this.dir], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const pipe of [this.world.stdout!, this.world.stderr!])
      pipe.on('data', (text: Buffer) => (output += text));
    await eventually(() => {
      if (!output.includes('ready')) throw new Error(`There is no disposable host: ${output}`);
    });
    this.pid = Number(readFileSync(`/proc/${this.world.pid}/task/${this.world.pid}/children`, 'utf8').trim());
    await eventually(() => {
      // Each is a shell, or setpriv, until it has become what it was started for.
      const asleep = this.processes().filter((one) => one.includes('(sleep'));
      if (asleep.length !== 3) throw new Error('Its programs have not started.');
    });
  }

  /** The words that run something on it, with all that root may do there but stop or set this machine's clock. */
  within(argv: readonly string[]): string[] {
    const into = ['-t', String(this.pid), '-m', '-p', '-n', '-i', '-u', '-r', '-w'];
    const limits = ['--bounding-set=-sys_time,-sys_boot,-sys_module,-sys_rawio'];
    return ['nsenter', ...into, '--', 'setpriv', ...limits, '--', ...argv];
  }

  state(): HostState {
    const inside = (...argv: string[]) => {
      const [program = '', ...words] = this.within(argv);
      return spawnSync(program, words, { encoding: 'utf8' }).stdout;
    };
    return {
      files: walk(join(this.dir, 'upper')),
      run: walk(join(this.dir, 'run')).join('\n'),
      mounts: readFileSync(`/proc/${this.pid}/mountinfo`, 'utf8'),
      processes: this.processes(),
      name: inside('hostname'),
      network: inside('ip', '-o', 'addr') + inside('ip', 'route') + inside('ip', 'neigh'),
      sent: readFileSync(`/proc/${this.pid}/net/snmp`, 'utf8'),
      asked: this.asked,
    };
  }

  stop(): void {
    this.world?.kill('SIGKILL');
    this.control.close();
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** Who is on it: the first of its processes and what that started, which is all there should be. */
  private processes(): string[] {
    const own = readNamespace(this.pid);
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && readNamespace(Number(name)) === own)
      .map((pid) => `${pid} ${stat(pid)}`)
      .filter((one) => !one.endsWith(' ended'));
  }
}

function readNamespace(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`);
  } catch {
    return '';
  }
}

/** Name, state of stopping, and how willing it is to give way. */
function stat(pid: string): string {
  try {
    const [name, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const fields = rest.split(' ');
    // What has ended and waits to be asked how is gone.
    if (fields[0] === 'Z') return 'ended';
    return [name, fields[0] === 'T' ? 'stopped' : '', fields[15], fields[16]].join(' ');
  } catch {
    return 'ended';
  }
}

function walk(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort();
}
