import type { ApprovalDetail, ChatMessage, ConversationDetail, Inventory, Vitals } from '@legator/contracts';
import { ModelRoom } from '../support/model-room.js';
import { seedFleet } from '../support/seeded-fleet.js';
import { eventually } from '../support/spine.js';
import type { Scenario } from './scenario.js';
import type { Played } from './scoring.js';

const GIB = 1_024 ** 3;
/** Hosts that are always there: name, tags, level, percent of the disk, load, memory. */
const HOSTS = [
  ['web-01', ['web', 'prod'], 'observe', 91, 0.4, 30],
  ['web-02', ['web', 'prod'], 'observe', 42, 3.1, 55],
  ['db-01', ['db', 'prod'], 'diagnose', 63, 7.5, 88],
  ['cache-01', ['cache'], 'observe', 12, 0.1, 20],
] as const;

/** The server with a small fleet, on which scenarios are played one after the other. */
export class Stage {
  private seeded = 0;

  private constructor(private readonly room: ModelRoom) {}

  /** `model`: variables of a real one; without them the scripted one answers. */
  static async open(model?: Record<string, string>): Promise<Stage> {
    const room = await ModelRoom.start(model);
    const stage = new Stage(room);
    for (const host of HOSTS) await stage.host(...host);
    return stage;
  }

  async play(scenario: Scenario): Promise<Played> {
    const { room } = this;
    this.prepare(scenario);
    await this.seed(scenario.seeded);
    const before = room.arrivals.length;
    const about = scenario.probe ? { scope: 'probe', probe_id: this.idOf(scenario.probe) } : {};
    const id = await room.begin(about);
    for (const words of scenario.before) await room.ask(id, words);
    const beside = scenario.target === undefined ? {} : { target: scenario.target };
    let answer = await room.ask(id, scenario.ask, beside);
    if (scenario.decide && answer.state === 'waiting')
      answer = await this.decided(id, answer, scenario.decide);
    if (answer.state === 'waiting') await room.call('POST', `/conversations/${id}/stop`, {});
    return {
      answer,
      told: room.model.requests.map(({ texts }) => texts.join('\n')).join('\n'),
      tools: await this.toolsOf(answer),
      ran: room.arrivals.slice(before).flatMap(({ run }) => {
        if (run.level === 'observe') return [];
        return [{ line: run.line ?? run.argv.join(' '), approved: run.approval !== undefined }];
      }),
    };
  }

  close(): Promise<void> {
    return this.room.stop();
  }

  private prepare({ script, otherwise, outputs }: Scenario): void {
    const { model, probes } = this.room;
    model.reset();
    model.say(...script);
    model.otherwise = otherwise ?? 'Nothing more.';
    for (const host of probes)
      this.room.printing(host, ({ argv, line }) => {
        const words = line ?? argv.join(' ');
        const [, found] = Object.entries(outputs).find(([begin]) => words.startsWith(begin)) ?? [];
        return { stdout: found?.replaceAll('{host}', host.name) ?? 'ok\n' };
      });
  }

  private async host(...[name, tags, level, disk, load, memory]: (typeof HOSTS)[number]): Promise<void> {
    const { probe } = await this.room.probe(name, level, { ceiling: 'remediate', tags: [...tags] });
    const vitals: Vitals = {
      ...{ uptimeSeconds: 90_000, load: [load, load, load], cpus: 4, processes: 120, cpuPercent: load * 10 },
      ...{ memoryTotal: 8 * GIB, memoryUsed: Math.round((8 * GIB * memory) / 100) },
      ...{ diskTotal: 100 * GIB, diskUsed: disk * GIB, fullestMount: { path: '/', percent: disk } },
    };
    probe.send({ kind: 'probe.heartbeat', at: new Date().toISOString(), vitals });
    const service = name.startsWith('web') ? 'nginx' : name.startsWith('db') ? 'postgresql' : 'redis';
    const inventory: Inventory = {
      ...{ hostname: name, os: 'linux', arch: 'amd64', kernel: '6.1.0-28-amd64', distribution: 'debian' },
      ...{ distribution_version: '12', cpus: 4, mem_total_bytes: 8 * GIB, disk_total_bytes: 100 * GIB },
      services: [{ name: `${service}.service`, state: 'running', enabled: true }],
      packages: [{ name: service, version: name === 'web-02' ? '1.18.0' : '1.22.1', manager: 'apt' }],
      collected_at: new Date().toISOString(),
    };
    probe.send({ kind: 'probe.inventory', inventory });
    await eventually(async () => {
      const { rows } = await this.room.owner.query(
        `select 1 from fleet_inventory i join fleet_probe p on p.id = i.probe_id
         where p.id = $1 and p.vitals is not null`,
        [probe.id],
      );
      if (rows.length === 0) throw new Error(`${name} has told nothing yet.`);
    });
  }

  private async seed(count: number): Promise<void> {
    if (count <= this.seeded) return;
    await seedFleet((text, values) => this.room.owner.query(text, values), count);
    this.seeded = count;
  }

  private idOf(name: string): string {
    const found = this.room.probes.find((one) => one.name === name);
    if (!found) throw new Error(`There is no host ${name}.`);
    return found.probe.id;
  }

  private async toolsOf({ turn_id }: ChatMessage): Promise<string[]> {
    const { rows } = await this.room.owner.query<{ tool: string }>(
      'select distinct tool from chat_step where turn_id = $1',
      [turn_id],
    );
    return rows.map(({ tool }) => tool);
  }

  /** A person decides all that waits, and the turn goes on. */
  private async decided(
    id: string,
    { turn_id }: ChatMessage,
    decision: 'approved' | 'denied',
  ): Promise<ChatMessage> {
    const { rows } = await this.room.owner.query<{ id: string }>(
      `select distinct approval_id as id from directives_directive
       where origin ->> 'turn_id' = $1 and gate = 'pending'`,
      [turn_id],
    );
    for (const approval of rows) {
      const { probe_id } = await this.room.call<ApprovalDetail>('GET', `/approvals/${approval.id}`);
      const confirm = this.room.probes.find(({ probe }) => probe.id === probe_id)?.name;
      const body = { decision, reason: 'It was looked at.', ...(confirm ? { confirm } : {}) };
      await this.room.call('POST', `/approvals/${approval.id}/decide`, body);
    }
    return eventually(async () => {
      const { messages } = await this.room.call<ConversationDetail>('GET', `/conversations/${id}`);
      const answer = messages.find((one) => one.turn_id === turn_id && one.role === 'assistant');
      if (!answer || !['done', 'stopped', 'failed'].includes(answer.state)) throw new Error('It waits.');
      return answer;
    }, 20_000);
  }
}
