import { setTimeout as pause } from 'node:timers/promises';
import { RegisteredProbe } from '@legator/contracts';
import { Api } from '../api.js';
import { percentile, repeated, until } from '../waiting.js';
import { SimulatedProbe } from './probe.js';
import type { Watcher } from './probe.js';

export interface FleetSettings {
  readonly url: string;
  /** Tells the hosts of several simulators apart. */
  readonly name: string;
  readonly chunks: number;
}

/** What a probe does by itself: one beat in 30 s, one ping in 10 s, spread evenly over the fleet. */
const BEAT_MS = 30_000;
const PING_MS = 10_000;
const TICK_MS = 50;
/** Handshakes that are open at once while a fleet is brought up. */
const OPENING = 64;
const PROBES_PER_ADDRESS = 5_000;
/** No socket is given more while this much waits in it. */
const MAX_WAITING_BYTES = 64 * 1_024;

/** All probes of one process. */
export class SimulatedProbes implements Watcher {
  private readonly settings: FleetSettings;
  private readonly probes: SimulatedProbe[] = [];
  private welcomes = 0;
  private refusals = 0;
  private answers = 0;
  private beats = 0;
  private pings = 0;
  private beatAt = 0;
  /** Borne by every beat, and only ever higher, so that a late one of itself hides no burst. */
  private mark = 100;
  private lastTick = performance.now();
  private droppedAt = 0;
  private returns: number[] = [];

  constructor(settings: FleetSettings) {
    this.settings = settings;
    setInterval(() => this.tick(), TICK_MS);
  }

  /** Makes hosts until there are so many, through the real registration. */
  async enrol(count: number, tokens: readonly string[]): Promise<void> {
    const first = this.probes.length;
    const api = new Api(this.settings.url);
    for (let at = first; at < count; at += 1) this.probes.push(this.make(at));
    await repeated(Math.max(0, count - first), Math.max(8, tokens.length), (turn) =>
      this.register(api, this.probes[first + turn]!, tokens[turn % tokens.length]!),
    );
    api.close();
  }

  /** Brings the first `count` up and sends the others away. @returns how many handshakes were refused on the way */
  async hold(count: number): Promise<number> {
    const refusedBefore = this.refusals;
    for (const probe of this.probes.slice(count)) probe.stop();
    const away = this.probes.slice(0, count).filter((probe) => !probe.isWelcome);
    await repeated(away.length, OPENING, async (turn) => {
      away[turn]!.connect();
      await until('a welcome', () => away[turn]!.isWelcome, { withinMs: 180_000, everyMs: 5 });
    });
    await until('the others to leave', () => this.welcomes === count);
    return this.refusals - refusedBefore;
  }

  /** Breaks every line at once. @returns milliseconds until they were back */
  async storm(): Promise<{ p50: number; p99: number; last: number; refused: number }> {
    const there = this.probes.filter((probe) => probe.isWelcome);
    const refusedBefore = this.refusals;
    this.returns = [];
    this.droppedAt = performance.now();
    for (const probe of there) probe.drop();
    await until('everybody to come back', () => this.returns.length >= there.length, { withinMs: 240_000 });
    const { returns } = this;
    return {
      p50: percentile(returns, 0.5),
      p99: percentile(returns, 0.99),
      last: Math.max(...returns),
      refused: this.refusals - refusedBefore,
    };
  }

  /** So many beats of every probe, as fast as the sockets take them; each round bears its own mark. */
  async burst(rounds: number, firstMark: number): Promise<number> {
    let sent = 0;
    for (let round = 0; round < rounds; round += 1) {
      this.mark = firstMark + round;
      for (const probe of this.probes) {
        if (!probe.isWelcome) continue;
        while (probe.beat(this.mark) > MAX_WAITING_BYTES) await pause(1);
        sent += 1;
        // Between times the loop has to hear pings, or the fleet would be taken for dead.
        if (sent % 500 === 0) await new Promise(setImmediate);
      }
    }
    return sent;
  }

  counts() {
    const { welcomes, refusals, answers, beats } = this;
    return { welcomes, refusals, answers, beats };
  }

  welcomed(): void {
    this.welcomes += 1;
    this.returns.push(performance.now() - this.droppedAt);
  }

  lost(): void {
    this.welcomes -= 1;
  }

  refused(_probe: SimulatedProbe, status: number): void {
    if (status !== 503) throw new Error(`A probe was turned away with ${status}.`);
    this.refusals += 1;
  }

  answered(): void {
    this.answers += 1;
  }

  private make(at: number): SimulatedProbe {
    const { url, name, chunks } = this.settings;
    const plan = {
      hostname: `${name}-${String(at).padStart(5, '0')}`,
      socketUrl: `${url.replace(/^http/, 'ws')}/ws/probe`,
      localAddress: `127.0.0.${2 + Math.floor(at / PROBES_PER_ADDRESS)}`,
      chunks,
    };
    return new SimulatedProbe(plan, this);
  }

  private async register(api: Api, probe: SimulatedProbe, token: string): Promise<void> {
    const body = {
      token,
      hostname: probe.plan.hostname,
      os: 'linux',
      arch: 'amd64',
      version: '0.1.0',
      protocols: [1, 2],
      public_key: probe.key.publicKey,
      ceiling: 'remediate',
    };
    const answer = RegisteredProbe.parse(await api.json('POST', '/api/v1/register', body));
    probe.enrolled(answer.probe_id, answer.api_key, answer.server_keys ?? []);
  }

  private tick(): void {
    const now = performance.now();
    const passed = Math.min(1_000, now - this.lastTick);
    this.lastTick = now;
    this.pings = this.turn(this.pings, (passed / PING_MS) * this.probes.length, (probe) => probe.ping());
    this.beatAt = this.turn(this.beatAt, (passed / BEAT_MS) * this.probes.length, (probe) => {
      if (!probe.isWelcome) return;
      this.beats += 1;
      probe.beat(this.mark);
    });
  }

  /** Calls for the next few, beginning where the last turn ended. @returns where this one did, with its fraction */
  private turn(from: number, count: number, call: (probe: SimulatedProbe) => void): number {
    const { length } = this.probes;
    if (length === 0) return 0;
    for (let at = Math.floor(from); at < Math.floor(from + count); at += 1) call(this.probes[at % length]!);
    return (from + count) % length;
  }
}
