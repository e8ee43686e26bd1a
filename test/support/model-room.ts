import { Client } from 'pg';
import type { ChatMessage, Level } from '@legator/contracts';
import type { CommandRun } from '@legator/contracts';
import { FakeModel } from './fake-model/fake-model.js';
import { enrolProbe, FakeProbe } from './fake-probe.js';
import { allowQuietProbes } from './quiet-probes.js';
import { eventually } from './spine.js';
import { startWholeServer } from './whole-server.js';
import type { WholeServer } from './whole-server.js';

/** A command that came as far as a host. */
export interface Arrival {
  readonly probe: RoomProbe;
  readonly run: CommandRun;
}

export interface RoomProbe {
  readonly name: string;
  readonly level: Level;
  readonly probe: FakeProbe;
}

type Answered =
  Extract<Parameters<FakeProbe['answering']>[0], (run: CommandRun) => unknown> extends (
    run: CommandRun,
  ) => infer R
    ? R
    : never;

/**
 * All rooms as the product binds them, real policy included, between a model that says what a test wrote down and probes
 * that say they ran whatever reached them.
 */
export class ModelRoom {
  readonly probes: RoomProbe[] = [];
  /** Everything that came as far as a host, in order. */
  readonly arrivals: Arrival[] = [];

  private constructor(
    readonly server: WholeServer,
    readonly owner: Client,
    readonly model: FakeModel,
  ) {}

  static async start(env: Record<string, string> = {}): Promise<ModelRoom> {
    const model = await FakeModel.start();
    const server = await startWholeServer({
      ...('LEGATOR_LLM_PROVIDER' in env ? {} : model.env),
      ...env,
    });
    await allowQuietProbes(server.app);
    const owner = new Client({ connectionString: server.databaseUrl });
    await owner.connect();
    return new ModelRoom(server, owner, model);
  }

  /** A host at a level, connected and known to be; its own ceiling is the same unless told otherwise. */
  async probe(
    name: string,
    level: Level,
    { ceiling = level, tags = [] as string[], hello = {} as Parameters<FakeProbe['connect']>[0] } = {},
  ): Promise<RoomProbe> {
    const probe = new FakeProbe(
      this.server.url,
      await enrolProbe(this.server.url, name, { ceiling, tags: [level, ...tags] }),
    );
    await probe.connect({ hostname: name, ceiling, level, ...hello });
    // That it is there is written down a moment after it was welcomed.
    await eventually(async () => {
      const known = `select 1 from fleet_probe where id = $1 and status in ('online', 'degraded')`;
      if (!(await this.owner.query(known, [probe.id])).rowCount) throw new Error(`${name} is not there yet.`);
    });
    await this.owner.query('update fleet_probe set level = $2 where id = $1', [probe.id, level]);
    const made: RoomProbe = { name, level, probe };
    this.printing(made, () => ({ stdout: 'ok\n' }));
    this.probes.push(made);
    return made;
  }

  /** What a host says of each command that reaches it. */
  printing(made: RoomProbe, says: (run: CommandRun) => Answered): void {
    made.probe.answering((run) => {
      this.arrivals.push({ probe: made, run });
      return says(run);
    });
  }

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.server.url}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  begin(body: Record<string, unknown> = {}): Promise<string> {
    return this.call<{ id: string }>('POST', '/conversations', body).then(({ id }) => id);
  }

  /** Asks in a conversation. @returns the answer, or how far it came when it waits for a person */
  ask(conversation: string, content: string, over: Record<string, unknown> = {}): Promise<ChatMessage> {
    return this.call('POST', `/conversations/${conversation}/messages?wait=true`, { content, ...over });
  }

  /** Asks in a conversation of its own, and ends it: nobody says yes to what it proposes. */
  async askOnce(content: string, over: Record<string, unknown> = {}): Promise<ChatMessage> {
    const id = await this.begin();
    const answer = await this.ask(id, content, over);
    if (answer.state === 'waiting') await this.call('POST', `/conversations/${id}/stop`, {});
    return answer;
  }

  async stop(): Promise<void> {
    for (const { probe } of this.probes) probe.cut();
    await this.owner.end();
    await this.server.remove();
    await this.model.close();
  }
}
