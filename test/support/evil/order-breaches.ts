import type { Arena } from './arena.js';
import type { Seeded } from './seeded.js';

type Body = Record<string, unknown>;

/** Rightly made and rightly signed orders that this host must turn away all the same. */
export interface OrderBreach {
  readonly name: string;
  /** `shut` is a host whose ceiling is observe; `open` has ceiling remediate and limits of its own. */
  readonly host: 'shut' | 'open';
  /** Reasons that are right for it; also what the result must say. */
  readonly reasons: readonly string[];
  make(arena: Arena): Body;
}

const LEVELS = ['observe', 'diagnose', 'remediate'] as const;
const ABOVE = ['above_ceiling'];
const anyLevel = (rng: Seeded) => rng.pick(LEVELS);
const grant = (rng: Seeded, level: string = anyLevel(rng)) => ({ id: rng.uuid(), grantedLevel: level });

/** Ways to leave a file that look like something else. */
const DISGUISES: readonly ((path: string, rng: Seeded) => string[])[] = [
  (path) => ['sh', '-c', `touch ${path}`],
  (path) => ['bash', '-c', `ls; echo x > ${path}`],
  (path) => ['env', 'A=1', 'touch', path],
  (path) => ['timeout', '5', 'touch', path],
  (path) => ['nice', '-n', '5', 'nohup', 'touch', path],
  (path) => ['find', '/etc', '-maxdepth', '0', '-exec', 'touch', path, ';'],
  (path) => ['find', '/etc', '-maxdepth', '0', '-fprint', path],
  (path) => ['awk', `BEGIN { print "x" > "${path}" }`],
  (path) => ['sed', '-n', `w ${path}`, '/etc/hostname'],
  (path) => ['sort', '-o', path, '/etc/hostname'],
  (path) => ['cp', '/etc/hostname', path],
  (path) => ['dd', 'if=/etc/hostname', `of=${path}`],
  (path) => ['tee', path],
  (path) => ['python3', '-c', `open(${JSON.stringify(path)}, "w")`],
  (path) => ['perl', '-e', `open(F, ">", "${path}")`],
  (path) => ['xargs', '-a', '/etc/hostname', 'touch', path],
  (path) => ['busybox', 'touch', path],
  (path) => ['/usr/bin/touch', path],
  (path) => ['../../usr/bin/touch', path],
  (path) => ['stdbuf', '-o0', 'sh', '-c', `echo x >> ${path}`],
  (path) => ['setsid', 'touch', path],
  (path) => ['date', '-s', '2000-01-01', path],
  (path) => ['git', '-c', `core.pager=touch ${path}`, '-p', 'log'],
  (path) => ['tar', 'cf', path, '/etc/hostname'],
  (path) => ['curl', '-o', path, 'file:///etc/hostname'],
  (path) => ['bash', '-c', `$(printf '\\x74\\x6f\\x75\\x63\\x68') ${path}`],
  (path) => ['sh', '-c', `eval "$(echo ${Buffer.from(`touch ${path}`).toString('base64')} | base64 -d)"`],
  (path, rng) => ['sh', '-c', `${' '.repeat(rng.below(200))}\n\n:; touch ${path}`],
  (path) => ['l\u200bs', path],
  (path) => ['node', '-e', `require("fs").writeFileSync(${JSON.stringify(path)}, "")`],
];

export const disguised = (arena: Arena): string[] => arena.rng.pick(DISGUISES)(arena.fresh(), arena.rng);

export const ORDER_BREACHES: readonly OrderBreach[] = [
  {
    name: 'above the ceiling',
    host: 'shut',
    reasons: ABOVE,
    make: (arena) => arena.bare({ level: anyLevel(arena.rng) }),
  },
  {
    name: 'above the ceiling, and approved',
    host: 'shut',
    reasons: ABOVE,
    make: (arena) => arena.order({ level: anyLevel(arena.rng), approval: grant(arena.rng) }),
  },
  {
    name: 'above the ceiling in disguise',
    host: 'shut',
    reasons: ABOVE,
    make: (arena) => arena.bare({ argv: disguised(arena), level: 'observe' }),
  },
  {
    name: 'above the ceiling in disguise, and approved',
    host: 'shut',
    reasons: ABOVE,
    make: (arena) => arena.order({ argv: disguised(arena), approval: grant(arena.rng) }),
  },
  {
    name: 'only looking, but said to need more than the ceiling',
    host: 'shut',
    reasons: ABOVE,
    make: (arena) =>
      arena.order({
        argv: ['uptime'],
        level: arena.rng.pick(['diagnose', 'remediate']),
        approval: grant(arena.rng),
      }),
  },
  {
    name: 'a line that does more than the words beside it',
    host: 'shut',
    reasons: [...ABOVE, 'bad_line'],
    make: (arena) => {
      const line = `uptime; touch ${arena.fresh()}`;
      const argv = arena.rng.pick([['uptime'], ['sh', '-c', 'uptime'], ['sh', '-c', line]]);
      return arena.order({ argv, line, level: 'observe', approval: grant(arena.rng) });
    },
  },
  {
    name: 'secrets nobody approved',
    host: 'shut',
    reasons: ['sensitive', ...ABOVE],
    make: (arena) =>
      arena.bare({
        argv: arena.rng.pick([['cat', '/etc/shadow'], ['head', '/root/.ssh/id_ed25519'], ['printenv']]),
        level: 'observe',
      }),
  },
  {
    name: 'expired',
    host: 'open',
    reasons: ['expired'],
    make: (arena) => {
      const past = Date.now() - 1_000 - arena.rng.below(1e11);
      return arena.order({ issuedAt: new Date().toISOString(), expiresAt: new Date(past).toISOString() });
    },
  },
  {
    name: 'a change nobody approved',
    host: 'open',
    reasons: ['above_level'],
    make: (arena) => arena.bare({ level: anyLevel(arena.rng) }),
  },
  {
    name: 'a change in disguise nobody approved',
    host: 'open',
    // What nobody knows might be what the host blocks, and nobody approved it.
    reasons: ['above_level', 'destructive', 'sensitive', 'blocked_effect'],
    make: (arena) => arena.bare({ argv: disguised(arena), level: 'observe' }),
  },
  {
    name: 'approved for less',
    host: 'open',
    reasons: ['above_level'],
    make: (arena) => arena.order({ approval: grant(arena.rng, arena.rng.pick(['observe', 'diagnose'])) }),
  },
  {
    name: 'destruction approved by nobody',
    host: 'open',
    reasons: ['destructive', 'above_level'],
    make: (arena) => arena.bare({ argv: ['rm', '-rf', arena.bait], level: anyLevel(arena.rng) }),
  },
  {
    name: 'what the host itself blocks by its beginning, approved',
    host: 'open',
    reasons: ['blocked'],
    make: (arena) => {
      const program = arena.rng.pick(['truncate', '/usr/bin/truncate', '/bin/../usr/bin/truncate']);
      return arena.order({ argv: [program, '-s', '0', `${arena.bait}/victim`] });
    },
  },
  {
    name: 'what the host itself blocks by its effect, approved',
    host: 'open',
    reasons: ['blocked_effect'],
    make: (arena) => {
      const words = arena.rng.pick([['rm', '-f'], ['rm', '--force', '--'], ['unlink'], ['shred', '-u']]);
      return arena.order({ argv: [...words, `${arena.bait}/victim`] });
    },
  },
];
