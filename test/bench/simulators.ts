import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { Channel } from './channel.js';
import { cpuSeconds } from './process-stat.js';

interface Storm {
  readonly p50: number;
  readonly p99: number;
  readonly last: number;
  readonly refused: number;
}

export interface FleetCounts {
  readonly welcomes: number;
  readonly refusals: number;
  readonly answers: number;
  readonly beats: number;
}

/** Processes that play probes, each its share of the fleet. */
export class Simulators {
  private readonly children: ChildProcess[];
  private readonly channels: Channel[];

  private constructor(children: ChildProcess[]) {
    this.children = children;
    this.channels = children.map((child, at) => new Channel(child, `Simulator ${at + 1}`));
  }

  static async start(root: string, url: string, processes: number, chunks = 0): Promise<Simulators> {
    const folder = join(root, 'test', 'bench');
    const children = Array.from({ length: processes }, () =>
      fork(join(folder, 'simulator', 'main.ts'), {
        execArgv: ['--import', join(folder, 'source-loader.mjs')],
      }),
    );
    const simulators = new Simulators(children);
    await simulators.all((channel, at) =>
      channel.ask('begin', { settings: { url, name: `bench-${at + 1}`, chunks } }),
    );
    return simulators;
  }

  async enrol(count: number, tokens: readonly string[]): Promise<void> {
    await this.all((channel, at) => channel.ask('enrol', { count: this.share(count, at), tokens }, 600_000));
  }

  /** Exactly so many are connected and welcomed. @returns handshakes that were refused meanwhile */
  async hold(count: number): Promise<number> {
    const refused = await this.all((channel, at) =>
      channel.ask<number>('hold', { count: this.share(count, at) }, 300_000),
    );
    return sum(refused);
  }

  async storm(): Promise<Storm> {
    const all = await this.all((channel) => channel.ask<Storm>('storm', {}, 300_000));
    return {
      p50: Math.max(...all.map(({ p50 }) => p50)),
      p99: Math.max(...all.map(({ p99 }) => p99)),
      last: Math.max(...all.map(({ last }) => last)),
      refused: sum(all.map(({ refused }) => refused)),
    };
  }

  /** @returns beats that were sent */
  async burst(rounds: number, firstMark: number): Promise<number> {
    return sum(await this.all((channel) => channel.ask<number>('burst', { rounds, firstMark }, 300_000)));
  }

  async counts(): Promise<FleetCounts> {
    const all = await this.all((channel) => channel.ask<FleetCounts>('counts'));
    const of = (key: keyof FleetCounts) => sum(all.map((one) => one[key]));
    return { welcomes: of('welcomes'), refusals: of('refusals'), answers: of('answers'), beats: of('beats') };
  }

  cpuSeconds(): number {
    return sum(this.children.map(({ pid }) => cpuSeconds(pid!)));
  }

  stop(): void {
    for (const child of this.children) child.kill('SIGKILL');
  }

  private share(count: number, at: number): number {
    const { length } = this.children;
    return Math.floor(count / length) + (at < count % length ? 1 : 0);
  }

  private all<T>(ask: (channel: Channel, at: number) => Promise<T>): Promise<T[]> {
    return Promise.all(this.channels.map(ask));
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((one, other) => one + other, 0);
}
