/** Numbers of system calls, x64 first, arm64 second; a dash where an architecture has none of that name. */
const TABLE = `
  mount 165 40, umount2 166 39, pivot_root 155 41, chroot 161 51, open_tree 428 428, move_mount 429 429, fsopen 430 430,
  fsconfig 431 431, fsmount 432 432, fspick 433 433, mount_setattr 442 442, open_tree_attr 467 467, ptrace 101 117,
  process_vm_readv 310 270, process_vm_writev 311 271, pidfd_getfd 438 438, bpf 321 280, perf_event_open 298 241,
  reboot 169 142, kexec_load 246 104, kexec_file_load 320 294, init_module 175 105, finit_module 313 273,
  delete_module 176 106, settimeofday 164 170, clock_settime 227 112, swapon 167 224, swapoff 168 225,
  sethostname 170 161, setdomainname 171 162, acct 163 89, quotactl 179 60, quotactl_fd 443 443, keyctl 250 219,
  add_key 248 217, request_key 249 218, unshare 272 97, setns 308 268, userfaultfd 323 282, io_uring_setup 425 425,
  io_uring_enter 426 426, io_uring_register 427 427, open_by_handle_at 304 265, iopl 172 -, ioperm 173 -,
  vhangup 153 58, nfsservctl 180 42, lookup_dcookie 212 18, fanotify_init 300 262, uselib 134 -, modify_ldt 154 -,
  listen 50 201, accept 43 202, accept4 288 242, connect 42 203, bind 49 200, sendto 44 206, sendmsg 46 211,
  sendmmsg 307 269, socket 41 198, clone 56 220, clone3 435 435, ioctl 16 29, syslog 103 116, open 2 -, openat 257 56,
  openat2 437 437, creat 85 -, mkdir 83 -, mkdirat 258 34, rmdir 84 -, unlink 87 -, unlinkat 263 35, rename 82 -,
  renameat 264 38, renameat2 316 276, link 86 -, linkat 265 37, symlink 88 -, symlinkat 266 36, mknod 133 -,
  mknodat 259 33, chmod 90 -, fchmod 91 52, fchmodat 268 53, fchmodat2 452 452, chown 92 -, fchown 93 55, lchown 94 -,
  fchownat 260 54, truncate 76 45, ftruncate 77 46, utime 132 -, utimes 235 -, futimesat 261 -, utimensat 280 88,
  setxattr 188 5, lsetxattr 189 6, fsetxattr 190 7, setxattrat 463 463, removexattr 197 14, lremovexattr 198 15,
  fremovexattr 199 16, removexattrat 466 466`;

/** What the kernel calls an architecture, by the name that Node has for it, and its column above. */
const ARCHITECTURES: Readonly<Record<string, { audit: number; column: 1 | 2 }>> = {
  x64: { audit: 0xc000_003e, column: 1 },
  arm64: { audit: 0xc000_00b7, column: 2 },
};

/** The system calls of one architecture. */
export interface SystemCalls {
  /** What the kernel says the architecture of a caller is. */
  readonly audit: number;
  /** Undefined where the architecture has no such call. @throws for a name that is not in the table */
  number(name: string): number | undefined;
}

/** @returns nothing for an architecture whose numbers are not known here */
export function systemCalls(arch: string): SystemCalls | undefined {
  const known = ARCHITECTURES[arch];
  if (!known) return undefined;
  const rows = TABLE.split(',').map((row) => row.trim().split(/\s+/));
  const numbers = new Map(rows.map((row) => [row[0]!, row[known.column]!]));
  return {
    audit: known.audit,
    number: (name) => {
      const number = numbers.get(name);
      if (number === undefined) throw new Error(`The system call ${name} is not in the table.`);
      return number === '-' ? undefined : Number(number);
    },
  };
}
