import { seccompFilter, type FilterRules } from './seccomp.js';
import { systemCalls } from './syscalls.js';

const [NETLINK, UNIX, INET] = [16, 1, 2];
const strict: FilterRules = { families: [NETLINK], connects: false, sends: true, writes: true };
const X64 = { arch: 'x64', audit: 0xc000003e };
const ARM64 = { arch: 'arm64', audit: 0xc00000b7 };

interface Call {
  audit: number;
  nr: number;
  args?: number[];
}

/** What the kernel makes of a filter, for one call. */
function decide(filter: Buffer, { audit, nr, args = [] }: Call): string {
  const data = Buffer.alloc(64);
  data.writeInt32LE(nr | 0, 0);
  data.writeUInt32LE(audit, 4);
  args.forEach((value, i) => data.writeBigUInt64LE(BigInt(value >>> 0), 16 + 8 * i));
  let value = 0;
  for (let at = 0; at < filter.length / 8; at++) {
    const code = filter.readUInt16LE(at * 8);
    const [yes, no] = [filter.readUInt8(at * 8 + 2), filter.readUInt8(at * 8 + 3)];
    const k = filter.readUInt32LE(at * 8 + 4);
    if (code === 0x20) value = data.readUInt32LE(k);
    else if (code === 0x15) at += value === k ? yes : no;
    else if (code === 0x35) at += value >= k ? yes : no;
    else if (code === 0x45) at += (value & k) !== 0 ? yes : no;
    else if (code === 0x06) return answer(k);
    else throw new Error(`an instruction that nobody wrote: ${code}`);
  }
  throw new Error('it has no end');
}

function answer(k: number): string {
  if (k === 0x80000000) return 'killed';
  return k === 0x7fff0000 ? 'allowed' : `refused ${k & 0xffff}`;
}

const filter = (arch: string, rules = strict) => seccompFilter(systemCalls(arch)!, rules);
const asked = (machine: typeof X64, rules?: FilterRules) => {
  const calls = systemCalls(machine.arch)!;
  return (name: string, ...args: number[]) =>
    decide(filter(machine.arch, rules), { audit: machine.audit, nr: calls.number(name)!, args });
};

describe.each([X64, ARM64])('on $arch', (machine) => {
  it.each(
    'mount umount2 pivot_root ptrace bpf perf_event_open reboot kexec_load init_module settimeofday clock_settime swapon keyctl unshare setns io_uring_setup open_by_handle_at listen accept4 connect'.split(
      ' ',
    ),
  )('refuses %s', (name) => expect(asked(machine)(name)).toBe('refused 1'));

  it('allows only the sockets that were named', () => {
    const call = asked(machine);
    expect([NETLINK, UNIX, INET].map((family) => call('socket', family))).toEqual([
      'allowed',
      'refused 97',
      'refused 97',
    ]);
  });

  it('lets programs start others, and no new world for them', () => {
    const call = asked(machine);
    expect(call('clone', 0x11)).toBe('allowed');
    expect(
      [0x10000000, 0x20000000, 0x40000000, 0x00020000, 0x80].map((flag) => call('clone', flag | 0x11)),
    ).toEqual(Array(5).fill('refused 1'));
    expect(call('clone3')).toBe('refused 38');
  });

  it('lets the log of the kernel be read, not cleared', () => {
    const call = asked(machine);
    expect([3, 10, 2, 4, 5, 8].map((type) => call('syslog', type))).toEqual([
      ...['allowed', 'allowed'],
      ...Array<string>(4).fill('refused 1'),
    ]);
  });

  it('puts no words into a terminal', () => {
    const call = asked(machine);
    expect([call('ioctl', 1, 0x5401), call('ioctl', 1, 0x5412)]).toEqual(['allowed', 'refused 1']);
  });

  it('lets nothing be written where nothing is to be', () => {
    const call = asked(machine, { ...strict, writes: false });
    expect([0, 0o100, 0o1, 0o2, 0o1000].map((flags) => call('openat', 0, 0, flags))).toEqual([
      'allowed',
      ...Array<string>(4).fill('refused 1'),
    ]);
    expect([call('unlinkat'), call('renameat2'), call('openat2'), call('ftruncate')]).toEqual([
      ...['refused 1', 'refused 1', 'refused 38', 'refused 1'],
    ]);
    expect(asked(machine)('openat', 0, 0, 0o101)).toBe('allowed');
  });

  it('ends whoever calls by the table of another architecture', () => {
    const other = machine === X64 ? 0x40000003 : 0x40000028;
    expect(decide(filter(machine.arch), { audit: other, nr: 0 })).toBe('killed');
    expect(decide(filter(machine.arch), { audit: machine.audit, nr: 0x40000000 + 165 })).toBe('killed');
    expect(decide(filter(machine.arch), { audit: machine.audit, nr: -1 })).toBe('killed');
  });
});

it('knows no other architecture, and no call by a name that is not in its table', () => {
  expect(systemCalls('riscv64')).toBeUndefined();
  expect(() => systemCalls('x64')!.number('no_such_call')).toThrow('no_such_call');
});
