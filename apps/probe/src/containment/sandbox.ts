import { existsSync, readdirSync } from 'node:fs';
import { COMMAND_ENVIRONMENT } from '../execution/environment.js';
import { findProgram, fromRoot } from '../execution/find-program.js';
import type { Contained, Look } from '../execution/launch.js';
import { opening } from '../execution/open-input.js';
import { needsOf, type Needs } from './needs.js';
import { seccompFilter, type FilterRules } from './seccomp.js';
import type { SystemCalls } from './syscalls.js';

/** What there is on the host to build a sandbox of. */
export interface SandboxTools {
  readonly calls: SystemCalls;
  /** Where bubblewrap, `setpriv` and `prlimit` are; the second is only needed by root. */
  readonly bwrap: string;
  readonly setpriv: string;
  readonly prlimit: string;
  /** The probe is root: it gives itself up for the program, and gives it the right to read. */
  readonly root: boolean;
  /** bubblewrap can say who may write to a private folder. */
  readonly perms: boolean;
  /** Folders of the probe itself: its keys and its journal. */
  readonly hidden: readonly string[];
  /** A folder with nothing in it. */
  readonly empty: string | undefined;
  /** What is shown in the place of a socket that grants more than reading, by the path of that. */
  readonly guards: ReadonlyMap<string, string>;
}

/** Nobody has these numbers, so a limit on processes counts those of one program alone. */
const FIRST_UID = 1_900_000_000;
const UIDS = 10_000_000;
/** Known everywhere, as those who answer on a socket may want it. */
const NOBODY = 65_534;

const [UNIX, INET, INET6, NETLINK, PACKET] = [1, 2, 10, 16, 17];

const PRIVATE = ['/tmp', '/var/tmp', '/run'];
/** What of /run is read by programs that look, and is no socket. */
const RUN_PARTS = (
  'utmp udev/data log mount blkid motd.d systemd/system systemd/units systemd/sessions systemd/users systemd/seats ' +
  'systemd/machines systemd/netif systemd/generator systemd/resolve/resolv.conf systemd/resolve/stub-resolv.conf ' +
  'NetworkManager/resolv.conf resolvconf/resolv.conf reboot-required reboot-required.pkgs'
).split(' ');

/** Devices that a program only reads from or writes to. */
const STREAM = /^\/dev\/(null|zero|full|u?random|std(in|out|err)|fd\/\d+)$/;

const MEBIBYTE = 1024 * 1024;
/** Of one program: memory it fills, files it writes, descriptors, processes. No core is left behind. */
const LIMITS = {
  data: 1024 * MEBIBYTE,
  fsize: 64 * MEBIBYTE,
  nofile: 1_024,
  nproc: 256,
  core: 0,
};
/** Time on a processor that no look needs. */
const MOST_CPU_SECONDS = 600;

/**
 * Puts a program that only looks where it can do nothing else: it sees the host's files, processes and network, and all
 * of it is read-only. See docs/guardrails.md for what that rests on.
 */
export class Sandbox {
  private turn = 0;

  constructor(private readonly tools: SandboxTools) {}

  /**
   * @param input a file that it reads, opened inside
   * @throws as the system would where there is no such program; a foreign one is looked for inside only
   */
  readonly contain = (argv: readonly string[], level: Look, timeoutMs: number, input?: string): Contained => {
    const named = input === undefined ? argv : [...argv, fromRoot(input)];
    const needs = needsOf(findProgram(argv[0] ?? ''));
    const sockets = this.sockets(needs, level);
    const capabilities = this.capabilities(needs, level);
    const words = [
      this.tools.bwrap,
      ...['--ro-bind', '/', '/', ...this.devices(named, needs)],
      ...this.places(named, needs, sockets),
      ...(needs.disks && this.tools.root ? disks() : []),
      ...['--chdir', '/', '--unshare-pid', '--die-with-parent', '--seccomp', '3'],
      ...(needs.sharedMemory ? [] : ['--unshare-ipc']),
      ...this.privileges(capabilities),
      ...['--', this.tools.prlimit, ...this.limits(timeoutMs), '--'],
      ...this.identity(capabilities, sockets.length > 0),
      ...(input === undefined ? argv : opening(input, argv)),
    ];
    const rules = rulesFor(needs, level, { sockets: sockets.length > 0, writes: !needs.capabilities });
    return { argv: words, filter: seccompFilter(this.tools.calls, rules) };
  };

  private sockets({ sockets = [], guarded = [], activeSockets = [] }: Needs, level: Look): string[] {
    const open = [...sockets, ...(level === 'diagnose' ? activeSockets : [])];
    return [
      ...open.filter((path) => existsSync(path)),
      ...guarded.filter((path) => this.tools.guards.has(path)),
    ];
  }

  /** What the program itself keeps: to read everything, and what it needs for its looks. */
  private capabilities({ capabilities = [] }: Needs, level: Look): string[] {
    if (!this.tools.root) return [];
    return ['CAP_DAC_READ_SEARCH', ...capabilities, ...(level === 'diagnose' ? ['CAP_NET_RAW'] : [])];
  }

  /** Private ones are empty, but where the command is about them it sees those of the host. */
  private places(argv: readonly string[], { places }: Needs, sockets: readonly string[]): string[] {
    const shown = PRIVATE.filter(
      (place) => (places || looksInto(argv, place)) && !(place === '/run' && sockets.length > 0),
    );
    const empty = PRIVATE.filter((place) => !shown.includes(place) && existsSync(place));
    return [
      ...empty.flatMap((place) => this.folder(place)),
      ...(empty.includes('/run') ? RUN_PARTS.flatMap((part) => bound(`/run/${part}`)) : []),
      ...sockets.flatMap((path) => ['--ro-bind', this.tools.guards.get(path) ?? path, path]),
      ...outermost(this.tools.hidden)
        .filter((path) => existsSync(path))
        .flatMap((path) => this.hiding(path)),
      ...(shown.includes('/tmp') ? ['--setenv', 'TMPDIR', '/dev/shm'] : []),
    ];
  }

  /** A few that every program needs; those of the host, of no use, where the command is about them. */
  private devices(argv: readonly string[], { places }: Needs): string[] {
    const words = argv.filter((word) => !STREAM.test(word));
    return places || looksInto(words, '/dev') ? [] : ['--dev', '/dev', ...this.folder('/dev/shm')];
  }

  /** By an empty folder of the host rather than a new one, which `df` would list as one more disk. */
  private hiding(path: string): string[] {
    const { empty } = this.tools;
    return empty ? ['--ro-bind', empty, path] : ['--tmpfs', path, '--remount-ro', path];
  }

  private folder(path: string): string[] {
    return [...(this.tools.perms ? ['--perms', path === '/run' ? '0755' : '1777'] : []), '--tmpfs', path];
  }

  /** What bubblewrap leaves: enough to become somebody else, which is the last thing that is done with it. */
  private privileges(kept: readonly string[]): string[] {
    const own = this.tools.root ? ['CAP_SETUID', 'CAP_SETGID', 'CAP_SETPCAP'] : [];
    return ['--cap-drop', 'ALL', ...[...own, ...kept].flatMap((name) => ['--cap-add', name])];
  }

  private limits(timeoutMs: number): string[] {
    const cpu = Math.min(MOST_CPU_SECONDS, Math.ceil(timeoutMs / 1_000) + 1);
    // Of an account that others use as well, nobody knows how many processes it has.
    const { nproc, ...others } = LIMITS;
    const limits = { ...others, cpu, ...(this.tools.root ? { nproc } : {}) };
    return Object.entries(limits).map(([name, value]) => `--${name}=${value}`);
  }

  private identity(kept: readonly string[], known: boolean): string[] {
    if (!this.tools.root) return [];
    this.turn = (this.turn + 1) % UIDS;
    const list = ['-all', ...kept.map((name) => `+${name.replace(/^CAP_/, '').toLowerCase()}`)].join(',');
    return [
      ...[this.tools.setpriv, `--reuid=${known ? NOBODY : FIRST_UID + this.turn}`, `--regid=${NOBODY}`],
      ...['--clear-groups', '--bounding-set=-all', `--inh-caps=${list}`, `--ambient-caps=${list}`, '--'],
    ];
  }
}

/** Folders that lie in none of the others: what hides one hides all that is in it. */
function outermost(folders: readonly string[]): string[] {
  return folders.filter((one) => !folders.some((other) => one.startsWith(`${other}/`)));
}

/** Whether a word of the command names a place, something in it, or a folder that it is in. */
function looksInto(argv: readonly string[], place: string): boolean {
  return argv.some((word) => {
    const path = word.slice(word.search(/[/]|$/)).replace(/^\/var\/run(?=\/|$)/, '/run');
    const folder = path.endsWith('/') ? path : `${path}/`;
    return path !== '' && (folder.startsWith(`${place}/`) || `${place}/`.startsWith(folder));
  });
}

function rulesFor(
  { interfaces }: Needs,
  level: Look,
  { sockets, writes }: { sockets: boolean; writes: boolean },
): FilterRules {
  const local = sockets ? [UNIX] : [];
  if (level === 'diagnose') {
    const families = [INET, INET6, NETLINK, PACKET, ...local];
    return { families, connects: true, sends: true, writes };
  }
  if (interfaces) return { families: [INET, INET6, UNIX], connects: false, sends: false, writes };
  return { families: [NETLINK, ...local], connects: sockets, sends: true, writes };
}

function bound(path: string): string[] {
  return existsSync(path) ? ['--ro-bind-try', path, path] : [];
}

function disks(): string[] {
  const names = existsSync('/sys/class/block') ? readdirSync('/sys/class/block') : [];
  return names
    .map((name) => `/dev/${name.replaceAll('!', '/')}`)
    .filter((path) => existsSync(path))
    .flatMap((path) => ['--dev-bind-try', path, path]);
}

/** Where a tool is on this host, by the path that commands are given. @throws where it is missing */
export function toolAt(name: string): string {
  try {
    return findProgram(name);
  } catch (cause) {
    throw new Error(`${name} is not on ${COMMAND_ENVIRONMENT['PATH']}`, { cause });
  }
}
