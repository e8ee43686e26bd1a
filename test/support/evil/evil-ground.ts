import { readFileSync } from 'node:fs';
import { Arena, rulesOf } from './arena.js';
import { EvilControlPlane, sealed } from './evil-control-plane.js';
import type { EvilLine } from './evil-control-plane.js';
import { bundleQuickProbe, QuickProbeProcess } from './quick-probe-process.js';
import type { Seeded } from './seeded.js';

export type Host = 'shut' | 'open';
const HOSTS: readonly Host[] = ['shut', 'open'];

/** Shown by a control run on a host where nothing may be changed; seen in a sandbox as well. */
const READ = '/etc/passwd';

/** What the host's own administrator wrote down on the open host. */
const LIMITS = {
  level: 'observe' as const,
  blocked: ['truncate'],
  block: [{ target: '*/victim', then: 'deny' as const }],
};

/** Two real probes, each with an evil control plane of its own: one that can never be changed, one with limits. */
export class EvilGround {
  private readonly rulesBefore: Record<string, string>[];

  private constructor(
    readonly planes: Record<Host, EvilControlPlane>,
    readonly arenas: Record<Host, Arena>,
    readonly hosts: Record<Host, QuickProbeProcess>,
    private readonly removeBundle: () => void,
  ) {
    this.rulesBefore = HOSTS.map((name) => rulesOf(hosts[name]));
  }

  static async start(rng: Seeded): Promise<EvilGround> {
    const { file, remove } = bundleQuickProbe();
    const planes = { shut: await EvilControlPlane.start(), open: await EvilControlPlane.start() };
    const arenas = { shut: new Arena(rng, planes.shut.keys), open: new Arena(rng, planes.open.keys) };
    const as = (name: Host) => ({
      server: planes[name].url,
      id: `prb-${name}`,
      serverKeys: [planes[name].keys],
    });
    const hosts = {
      shut: new QuickProbeProcess(file).enrolled({ ...as('shut'), ceiling: 'observe' }),
      open: new QuickProbeProcess(file).enrolled({ ...as('open'), ceiling: 'remediate', local: LIMITS }),
    };
    const ground = new EvilGround(planes, arenas, hosts, remove);
    for (const name of HOSTS) hosts[name].start();
    return ground;
  }

  /** An order that has to run: else nothing that did not run would mean anything. @returns its dispatch, acknowledged */
  async controlRun(name: Host, line: EvilLine): Promise<string> {
    const arena = this.arenas[name];
    const path = arena.fresh();
    const order =
      name === 'open'
        ? arena.order({ argv: ['touch', path] })
        : arena.bare({ argv: ['cat', READ], level: 'observe' });
    const id = order['dispatchId'] as string;
    if (name === 'open') arena.expected(path);
    arena.past.push(line.say(order));
    const stdout = name === 'open' ? '' : readFileSync(READ, 'utf8');
    expect(await line.resultOf(id)).toMatchObject({ outcome: 'exited', exitCode: 0, stdout });
    // Taken off the list of what was run, which has to be empty in the end.
    expect(line.accepted.delete(id)).toBe(true);
    line.say({ kind: 'result.ack', dispatchIds: [id] });
    return id;
  }

  /** A good order but for the key, which is the stranger's. */
  stranger(name: Host, line: EvilLine): void {
    const arena = this.arenas[name];
    line.send(sealed(JSON.stringify({ ...arena.order(), ...line.head() }), arena.stranger));
  }

  /** Nothing ran that must not, nothing was raised, no file is different. */
  unharmed(): void {
    for (const name of HOSTS) {
      expect(this.arenas[name].findings()).toEqual({ missing: [], unexpected: [], victim: 'untouched\n' });
      const limits = { ceiling: name === 'shut' ? 'observe' : 'remediate', level: 'observe' };
      for (const line of this.planes[name].lines) {
        expect([...line.accepted]).toEqual([]);
        expect(line.states.filter(({ level }) => level !== 'observe')).toEqual([]);
        if (line.hello) expect(line.hello).toMatchObject(limits);
      }
    }
    expect(HOSTS.map((name) => rulesOf(this.hosts[name]))).toEqual(this.rulesBefore);
  }

  async restart(name: Host): Promise<void> {
    await this.hosts[name].kill('SIGKILL');
    this.hosts[name].start();
  }

  async close(): Promise<void> {
    for (const name of HOSTS) {
      await this.hosts[name].remove();
      await this.planes[name].stop();
      this.arenas[name].remove();
    }
    this.removeBundle();
  }
}
