import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ControlPlane, DataDir } from './control-plane.js';
import type { Options } from './options.js';
import { summarize } from './profile.js';
import type { Aim, Report } from './report.js';
import { Simulators } from './simulators.js';

/** Probes enrol with several tokens at once, because each token lets in one after the other. */
const TOKENS = 8;
/** The tag that fan-out addresses. */
export const FAN_TAG = 'bench-fan';

/** What a scenario works with: a server, a fleet that is made when somebody needs it, and where numbers go. */
export class Bench {
  readonly root: string;
  readonly options: Options;
  private current: ControlPlane;
  private readonly report: Report;
  private readonly data: DataDir;
  private simulators: Simulators | undefined;
  private enrolled = 0;
  private held = 0;
  private scenario = '';

  private constructor(root: string, options: Options, report: Report, data: DataDir, server: ControlPlane) {
    this.root = root;
    this.options = options;
    this.report = report;
    this.data = data;
    this.current = server;
  }

  static async open(root: string, options: Options, report: Report): Promise<Bench> {
    const data = await DataDir.make();
    try {
      return new Bench(root, options, report, data, await ControlPlane.start(root, data));
    } catch (error) {
      await data.remove();
      throw error;
    }
  }

  get server(): ControlPlane {
    return this.current;
  }

  /** A server that has done nothing yet, on the same data and at the same address. Nobody may be connected. */
  async restart(): Promise<void> {
    await this.fleet(0);
    const { port } = this.current;
    await this.current.stop();
    this.current = await ControlPlane.start(this.root, this.data, port);
  }

  async close(): Promise<void> {
    this.simulators?.stop();
    await this.server.stop();
    await this.data.remove();
  }

  begin(scenario: string): void {
    this.scenario = scenario;
    console.log(`\n${scenario}`);
  }

  row(what: string, value: number, unit: string, aim?: Aim): void {
    this.report.add(this.scenario, what, value, unit, aim);
  }

  /** For whoever looks on; not a result. */
  say(text: string): void {
    console.log(`  (${text})`);
  }

  /** So many of `full`, or a tenth of it when it has to be quick. */
  scaled(full: number): number {
    return this.options.quick ? Math.max(1, Math.round(full / 10)) : full;
  }

  /** The fleet with exactly so many probes connected. */
  async fleet(count: number): Promise<Simulators> {
    const simulators = await this.enrol(count);
    if (this.held !== count) await simulators.hold(count);
    this.held = count;
    return simulators;
  }

  /** Hosts that are known and away. @returns the processes that play them */
  async enrol(count: number): Promise<Simulators> {
    this.simulators ??= await Simulators.start(this.root, this.server.url, this.options.simulators);
    if (this.enrolled >= count) return this.simulators;
    const began = performance.now();
    await this.simulators.enrol(count, await this.tokens());
    const seconds = (performance.now() - began) / 1_000;
    this.say(`${count - this.enrolled} probes registered in ${seconds.toFixed(1)} s`);
    this.enrolled = count;
    return this.simulators;
  }

  /** Probes of the fleet, in the order they registered. */
  async probeIds(limit: number): Promise<string[]> {
    const { rows } = await (
      await this.server.database()
    ).query<{ id: string }>(
      `select id from fleet_probe where status = 'online' order by registered_at, id limit $1`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Probes that are played by processes, not by rows alone. */
  async simulatedIds(limit: number): Promise<string[]> {
    const { rows } = await (
      await this.server.database()
    ).query<{ id: string }>(
      `select id from fleet_probe where status = 'online' and hostname like 'bench-%' order by registered_at, id limit $1`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  /** The work, and with --profile what the server's processor and its statements did meanwhile. */
  async watched<T>(name: string, work: () => Promise<T>): Promise<T> {
    if (!this.options.profile) return work();
    const folder = join(this.root, 'dist', 'bench');
    const file = join(folder, `${name}.cpuprofile`);
    await mkdir(folder, { recursive: true });
    await this.server.profileStart();
    try {
      return await work();
    } finally {
      const statements = await this.server.profileStop(file);
      const text = summarize(JSON.parse(await readFile(file, 'utf8')), statements, this.root);
      await writeFile(join(folder, `${name}.profile.txt`), text);
      this.say(`profile in dist/bench/${name}.profile.txt`);
    }
  }

  private async tokens(): Promise<string[]> {
    const make = () => this.server.api.json<{ token: string }>('POST', '/api/v1/tokens', { uses: 100_000 });
    return (await Promise.all(Array.from({ length: TOKENS }, make))).map(({ token }) => token);
  }
}
