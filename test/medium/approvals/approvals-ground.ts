import { Client } from 'pg';
import request from 'supertest';
import { z } from 'zod';
import { Approval, ApprovalsModule, TargetNames } from '@legator/approvals';
import type { ApprovalDetail } from '@legator/contracts';
import { currentContext, Transactions } from '@legator/core';
import type { Actor } from '@legator/core';
import { anActor } from '@legator/core/testing';
import { DirectiveControl, DirectiveRequests, DirectivesModule, DirectiveTypes } from '@legator/directives';
import type { Ask, Directive, Requested } from '@legator/directives';
import { eventually, startSpine } from '../../support/spine.js';
import type { Spine } from '../../support/spine.js';

const Payload = z.strictObject({ host: z.string(), argv: z.array(z.string()), cwd: z.string().optional() });
type Payload = z.infer<typeof Payload>;

/** What a medium risk verdict looks like; tests change what they are about. */
export const HELD = {
  decision: 'queue',
  risk: 'medium',
  level: 'remediate',
  rationale: { policy: 'builtin-v1' },
} as const;

/** People who ask and decide over HTTP, a real database below, and work that only says that it was started. */
export class ApprovalsGround {
  /** Whatever was started, once per start. */
  readonly started: Directive[] = [];

  private constructor(
    readonly spine: Spine,
    readonly client: Client,
  ) {}

  static async start(): Promise<ApprovalsGround> {
    const spine = await startSpine([DirectivesModule, ApprovalsModule], {
      entities: [Approval],
      config: { approvalTtlMs: 900_000 },
    });
    const client = new Client({ connectionString: spine.url });
    await client.connect();
    const ground = new ApprovalsGround(spine, client);
    ground.register();
    const someone = (id: string, over: Partial<Actor> = {}) => {
      const name = id.charAt(0).toUpperCase() + id.slice(1);
      // All of them confirmed a moment ago that it is them.
      const session = { id: `of ${id}`, confirmedAt: new Date(), confirmedBy: 'password' as const };
      spine.access.named[id] = anActor({ id, name, ...(over.type ? {} : { session }), ...over });
    };
    ['ana', 'ben', 'eva'].forEach((id) => someone(id));
    someone('reader', { permissions: ['approval:read'] });
    someone('asker', { permissions: ['command:exec'] });
    someone('robot', { type: 'key' });
    someone('stranger', { tenantId: 'other' });
    return ground;
  }

  reset(): void {
    this.spine.judge.verdict = HELD;
    this.spine.people.people = ['user:ana', 'user:ben', 'user:eva'];
    this.spine.people.makers.clear();
    this.spine.audit.appended.length = 0;
    this.started.length = 0;
  }

  /** Something that policy holds back, asked for by somebody. */
  async held(
    over: Partial<Ask> & { payload?: object } = {},
    by = 'ana',
  ): Promise<Requested & { id: string }> {
    const requested = await this.ask(over, by);
    if (!requested.approval) throw new Error('It was not held back.');
    return { ...requested, id: requested.approval.id };
  }

  ask(over: Partial<Ask> & { payload?: object } = {}, by = 'ana'): Promise<Requested> {
    const payload = { host: 'web-01', argv: ['systemctl', 'restart', 'nginx'], ...over.payload };
    return this.spine.as(this.spine.access.named[by]!, () =>
      this.spine.app.get(DirectiveRequests).request({ type: 'test.run', ...over, payload }),
    );
  }

  post(who: string, path: string, body: object = {}): request.Test {
    return request(this.spine.app.getHttpServer())
      .post(`/api/v1/approvals/${path}`)
      .set('Authorization', `Bearer ${who}`)
      .send(body);
  }

  get(who: string, path = ''): request.Test {
    return request(this.spine.app.getHttpServer())
      .get(`/api/v1/approvals${path}`)
      .set('Authorization', `Bearer ${who}`);
  }

  /** Says yes or no; what a grave request takes is given unless a test takes it away. */
  decide(who: string, id: string, body: object = {}): request.Test {
    const all = { decision: 'approved', reason: 'looks right', confirm: 'web-01.example', ...body };
    return this.post(who, `${id}/decide`, all);
  }

  async detail(id: string, who = 'ana'): Promise<ApprovalDetail> {
    const { body } = await this.get(who, `/${id}`).expect(200);
    return body as ApprovalDetail;
  }

  directive(id: string): Promise<Directive> {
    const control = this.spine.app.get(DirectiveControl);
    return this.spine.app.get(Transactions).worker((tx) => control.get(tx, id));
  }

  cancel(id: string): Promise<Directive> {
    return this.spine.as({}, () => this.spine.app.get(DirectiveControl).cancel(id, 'not needed'));
  }

  /** Rows as the owner sees them, or changes them behind everybody's back. */
  async sql<T extends object = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.client.query(text, values)).rows as T[];
  }

  /** Another connection of the owner, for what has to happen at the same time. */
  async another(): Promise<Client> {
    const client = new Client({ connectionString: this.spine.url });
    await client.connect();
    return client;
  }

  /** How often a directive was started; looked at when something asked for after it has been. */
  async starts({ id }: Pick<Directive, 'id'>): Promise<number> {
    const verdict = this.spine.judge.verdict;
    this.spine.judge.verdict = {};
    const { directive } = await this.ask({ payload: { host: 'marker' } });
    this.spine.judge.verdict = verdict;
    await eventually(() => expect(this.started.map((one) => one.id)).toContain(directive.id));
    return this.started.filter((one) => one.id === id).length;
  }

  /** What the trail says, one line per entry of these kinds. */
  trail(kind = /^(approval|breakglass)\./): string[] {
    return this.spine.audit.appended
      .filter(({ type }) => kind.test(type))
      .map(({ type, actor }) => `${type} by ${actor.name}`);
  }

  async close(): Promise<void> {
    await this.client.end();
    await this.spine.close();
  }

  private register(): void {
    this.spine.app.get(DirectiveTypes).register<Payload>({
      ...{ name: 'test.run', title: 'A test', schema: Payload, permission: 'command:exec', judged: true },
      ...{ requestable: true, rerunnable: true, kind: 'remote', ownSignals: true },
      summarize: ({ argv }) => argv.join(' '),
      subject: ({ host }) => ({ type: 'probe', id: host }),
      start: () => Promise.resolve([]),
      started: (directives) => void this.started.push(...directives),
      cancel: () => Promise.resolve(),
    });
    this.spine.app.get(DirectiveTypes).register<Payload>({
      ...{ name: 'test.set', title: 'A setting', schema: Payload, permission: 'command:exec', judged: true },
      ...{ requestable: true, rerunnable: false, kind: 'inline' },
      summarize: ({ argv }) => argv.join(' '),
      subject: ({ host }) => ({ type: 'probe', id: host }),
      run: (_tx, directive, { argv }) => {
        if (argv[0] === 'broken') throw new Error('This one cannot be done.');
        this.started.push(directive);
        return Promise.resolve({ by: currentContext().actor.name });
      },
    });
    this.spine.app
      .get(TargetNames)
      .add('probe', (_tx, ids) => Promise.resolve(new Map(ids.map((id) => [id, `${id}.example`]))));
  }
}
