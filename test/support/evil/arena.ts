import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { generateKeyPair } from '@legator/wire';
import type { KeyPair } from '@legator/wire';
import type { EvilLine } from './evil-control-plane.js';
import type { QuickProbeProcess } from './quick-probe-process.js';
import type { Seeded } from './seeded.js';

const MINUTE = 60_000;

/** What an attack is made from. Every order leaves a file of its own, so that one that ran is seen. */
export class Arena {
  readonly bait = mkdtempSync(join(tmpdir(), 'lgt-bait-'));
  readonly stranger: KeyPair = generateKeyPair();
  /** Frames that were good on earlier connections. */
  readonly past: string[] = [];
  /** Names of files that are to be there. */
  private readonly honest = new Set<string>(['victim']);
  private made = 0;

  constructor(
    readonly rng: Seeded,
    readonly keys: KeyPair,
  ) {
    writeFileSync(join(this.bait, 'victim'), 'untouched\n');
  }

  /** A path where nothing is yet. */
  fresh(): string {
    this.made += 1;
    return join(this.bait, `ran-${this.made}`);
  }

  /** An order that the open probe would carry out: approved, in time, rightly made. */
  order(over: Record<string, unknown> = {}): Record<string, unknown> {
    const now = Date.now();
    return {
      kind: 'command.run',
      dispatchId: this.rng.uuid(),
      issuedAt: new Date(now).toISOString(),
      expiresAt: new Date(now + MINUTE).toISOString(),
      argv: ['touch', this.fresh()],
      timeoutMs: 10_000,
      stream: false,
      outputLimit: 65_536,
      level: 'remediate',
      policyVersion: 1,
      approval: { id: this.rng.uuid(), grantedLevel: 'remediate' },
      ...over,
    };
  }

  /** An order that nobody approved. */
  bare(over: Record<string, unknown> = {}): Record<string, unknown> {
    const { approval: _approval, ...order } = this.order(over);
    return order;
  }

  /** The file of an order that has to run. */
  expected(path: string): void {
    this.honest.add(basename(path));
  }

  /** Which orders left something, and which should have and did not. */
  findings(): { missing: string[]; unexpected: string[]; victim: string } {
    const found = readdirSync(this.bait);
    const unexpected = found.filter((name) => !this.honest.has(name));
    const missing = [...this.honest].filter((name) => !found.includes(name));
    return { missing, unexpected, victim: readFileSync(join(this.bait, 'victim'), 'utf8') };
  }

  remove(): void {
    rmSync(this.bait, { recursive: true, force: true });
  }
}

/** One frame, or several on one connection; what each must come to is the attack's to say. */
export interface Breach {
  readonly name: string;
  /** Reasons in the log of refusals that are right for it. */
  readonly reasons: readonly string[];
  /** Sent before the welcome rather than after it. */
  readonly early?: boolean;
  make(arena: Arena, line: EvilLine): string | Buffer;
  /** Bytes that claim to be text. */
  readonly asText?: boolean;
}

/** What decides what may run on a host: path, content and mode of each file, apart from the probe's own records. */
export function rulesOf(probe: QuickProbeProcess): Record<string, string> {
  const files = ['config.yaml', 'key.pem', 'local-policy.json'];
  const found = files.filter((name) => existsSync(join(probe.configDir, name)));
  const others = readdirSync(probe.configDir).filter((name) => name !== 'data');
  expect(others.sort()).toEqual(found.sort());
  return Object.fromEntries(
    found.map((name) => {
      const path = join(probe.configDir, name);
      const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
      return [name, `${statSync(path).mode.toString(8)} ${hash}`];
    }),
  );
}

export interface LoggedRefusal {
  reason: string;
  message: string;
  dispatchId?: string;
}

/** All that the probe wrote down about what it refused, oldest first. */
export function refusalsOf(probe: QuickProbeProcess): LoggedRefusal[] {
  const names = readdirSync(probe.dataDir).filter((name) => name.startsWith('refusals.log'));
  const age = (name: string) => Number(name.slice('refusals.log.'.length) || 0);
  return names
    .sort((a, b) => age(b) - age(a))
    .flatMap((name) => readFileSync(join(probe.dataDir, name), 'utf8').trim().split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LoggedRefusal);
}
