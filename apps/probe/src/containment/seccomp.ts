import type { SystemCalls } from './syscalls.js';

/** What a program in the sandbox may ask of the kernel, beyond what is never allowed. */
export interface FilterRules {
  /** Kinds of sockets that it may make (`AF_…`). */
  readonly families: readonly number[];
  /** Whether it may connect a socket to somebody. */
  readonly connects: boolean;
  /** Whether it may send on a socket. */
  readonly sends: boolean;
  /** Whether it may open files for writing, and make, change and delete them, as far as the mounts let it. */
  readonly writes: boolean;
}

const NEVER = (
  'mount umount2 pivot_root chroot open_tree move_mount fsopen fsconfig fsmount fspick mount_setattr open_tree_attr ' +
  'ptrace process_vm_readv process_vm_writev pidfd_getfd bpf perf_event_open reboot kexec_load kexec_file_load ' +
  'init_module finit_module delete_module settimeofday clock_settime swapon swapoff sethostname setdomainname acct ' +
  'quotactl quotactl_fd keyctl add_key request_key unshare setns userfaultfd io_uring_setup io_uring_enter ' +
  'io_uring_register open_by_handle_at iopl ioperm vhangup nfsservctl lookup_dcookie fanotify_init uselib modify_ldt ' +
  'listen accept accept4'
).split(' ');
const SENDING = ['sendto', 'sendmsg', 'sendmmsg', 'bind'];
const WRITING = (
  'creat mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 link linkat symlink symlinkat mknod mknodat ' +
  'chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat truncate ftruncate utime utimes futimesat utimensat ' +
  'setxattr lsetxattr fsetxattr setxattrat removexattr lremovexattr fremovexattr removexattrat'
).split(' ');

/** Namespaces of mounts, hosts, IPC, users, processes, networks, groups and time. */
const NEW_NAMESPACES =
  0x0002_0000 | 0x0400_0000 | 0x0800_0000 | 0x1000_0000 | 0x2000_0000 | 0x4000_0000 | 0x0200_0000 | 0x80;
/** To write, to read and write, to make, to cut off. */
const OPEN_TO_WRITE = 0o1 | 0o2 | 0o100 | 0o1000;
/** Words put into a terminal as if they had been typed there. */
const TYPING = [0x5412, 0x541c];
/** Reading the kernel's log without taking anything out of it, and how much of it there is. */
const LOG_LOOKS = [3, 9, 10];

const [EPERM, ENOSYS, EAFNOSUPPORT] = [1, 38, 97];
const KILL = 0x8000_0000;
const ALLOW = 0x7fff_0000;
const ERRNO = 0x0005_0000;
const [LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN] = [0x20, 0x15, 0x35, 0x45, 0x06];
const [AT_NUMBER, AT_ARCHITECTURE, AT_ARGUMENTS] = [0, 4, 16];
/** Numbers from here on mean another way to call, with a table of its own. */
const OTHER_TABLE = 0x4000_0000;

type Instruction = [code: number, ifSo: number, ifNot: number, value: number];

const refuse = (code: number): Instruction => [RETURN, 0, 0, ERRNO | code];
const loadNumber: Instruction = [LOAD, 0, 0, AT_NUMBER];

/**
 * The filter that the kernel applies to every system call in the sandbox: a program for its own small machine, as
 * bytes. A call of another architecture ends the program that makes it.
 */
export function seccompFilter(calls: SystemCalls, rules: FilterRules): Buffer {
  const refused = [
    ...NEVER,
    ...(rules.connects ? [] : ['connect']),
    ...(rules.sends ? [] : SENDING),
    ...(rules.writes ? [] : WRITING),
  ];
  const when = (name: string, ...body: Instruction[]) => whenCalled(calls.number(name), body);
  return bytesOf([
    [LOAD, 0, 0, AT_ARCHITECTURE],
    [EQUAL, 1, 0, calls.audit],
    [RETURN, 0, 0, KILL],
    loadNumber,
    [AT_LEAST, 0, 1, OTHER_TABLE],
    [RETURN, 0, 0, KILL],
    ...refused.flatMap((name) => when(name, refuse(EPERM))),
    // Its flags are behind a pointer; without it programs use the older one.
    ...when('clone3', refuse(ENOSYS)),
    ...when('clone', argument(0), [ANY_BIT, 0, 1, NEW_NAMESPACES], refuse(EPERM)),
    ...when('socket', argument(0), ...unlessOneOf(rules.families, EAFNOSUPPORT)),
    ...when(
      'ioctl',
      argument(1),
      ...TYPING.flatMap((one): Instruction[] => [[EQUAL, 0, 1, one], refuse(EPERM)]),
    ),
    ...when('syslog', argument(0), ...unlessOneOf(LOG_LOOKS, EPERM)),
    ...(rules.writes ? [] : [...when('openat2', refuse(ENOSYS)), ...opening(when)]),
    [RETURN, 0, 0, ALLOW],
  ]);
}

function opening(when: (name: string, ...body: Instruction[]) => Instruction[]): Instruction[] {
  const check: Instruction[] = [[ANY_BIT, 0, 1, OPEN_TO_WRITE], refuse(EPERM)];
  return [...when('open', argument(1), ...check), ...when('openat', argument(2), ...check)];
}

/** Only the lower half: the kernel looks at no more of any argument that is looked at here. */
function argument(n: number): Instruction {
  return [LOAD, 0, 0, AT_ARGUMENTS + 8 * n];
}

function unlessOneOf(values: readonly number[], code: number): Instruction[] {
  const checks = values.map((value, i): Instruction => [EQUAL, values.length - i, 0, value]);
  return [...checks, refuse(code)];
}

/** What is done at one call; whoever comes through looks at the number again. */
function whenCalled(number: number | undefined, body: Instruction[]): Instruction[] {
  if (number === undefined) return [];
  const rest = [...body, loadNumber];
  return [[EQUAL, 0, rest.length, number], ...rest];
}

function bytesOf(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(([code, ifSo, ifNot, value], i) => {
    bytes.writeUInt16LE(code, i * 8);
    bytes.writeUInt8(ifSo, i * 8 + 2);
    bytes.writeUInt8(ifNot, i * 8 + 3);
    bytes.writeUInt32LE(value >>> 0, i * 8 + 4);
  });
  return bytes;
}
