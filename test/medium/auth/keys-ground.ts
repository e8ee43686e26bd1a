import { Controller, Get, Module } from '@nestjs/common';
import { Client } from 'pg';
import request from 'supertest';
import { Approval, ApprovalsModule } from '@legator/approvals';
import { ApiKey, ApiKeysService, AuthModule } from '@legator/auth';
import { Bus, Clock, newId, Requires } from '@legator/core';
import type { Actor, Config } from '@legator/core';
import { DirectivesModule } from '@legator/directives';
import type { KeyPermission } from '@legator/contracts';
import { eventually, startSpine } from '../../support/spine.js';
import type { Spine } from '../../support/spine.js';

@Controller('api/v1/test')
class TestController {
  @Get('read')
  @Requires('fleet:read')
  read() {
    return { ok: true };
  }

  @Get('run')
  @Requires('command:exec')
  run() {
    return { ok: true };
  }

  @Get('forgotten')
  forgotten() {
    return { ok: true };
  }
}

@Module({ controllers: [TestController] })
class TestModule {}

/** Sign-in on, the rooms that keys need, a real database, and as many replicas as asked for. */
export class KeysGround {
  private constructor(
    readonly replicas: readonly Spine[],
    readonly owner: Client,
    /** May do everything in `default`. */
    readonly admin: string,
  ) {}

  static async start({ replicas = 1, config = {} }: { replicas?: number; config?: Partial<Config> } = {}) {
    const rooms = [DirectivesModule, ApprovalsModule, AuthModule, TestModule];
    const start = (url?: string) =>
      startSpine(rooms, {
        entities: [ApiKey, Approval],
        real: ['access'],
        config: { auth: true, bus: 'postgres', ...config },
        ...(url && { url }),
      });
    const first = await start();
    const others: Spine[] = [];
    for (let at = 1; at < replicas; at += 1) others.push(await start(first.url));
    const owner = new Client({ connectionString: first.url });
    await owner.connect();
    const { plainKey } = await first.as(
      { type: 'system', id: 'server-console', name: 'server-console' },
      () => first.app.get(ApiKeysService).create({ name: 'first', permissions: ['admin'] }),
    );
    return new KeysGround([first, ...others], owner, plainKey);
  }

  get spine(): Spine {
    return this.replicas[0]!;
  }

  http(replica = 0) {
    return request(this.replicas[replica]!.app.getHttpServer());
  }

  get(path: string, key = this.admin, replica = 0) {
    return this.http(replica).get(`/api/v1${path}`).set(bearer(key));
  }

  post(path: string, body: object = {}, key = this.admin, replica = 0) {
    return this.http(replica).post(`/api/v1${path}`).set(bearer(key)).send(body);
  }

  patch(path: string, body: object, key = this.admin, replica = 0) {
    return this.http(replica).patch(`/api/v1${path}`).set(bearer(key)).send(body);
  }

  remove(path: string, key = this.admin, replica = 0) {
    return this.http(replica).delete(`/api/v1${path}`).set(bearer(key));
  }

  /** Whether a key opens a route, as a status. */
  async opens(key: string, what: 'read' | 'run' = 'read', replica = 0): Promise<number> {
    return (await this.get(`/test/${what}`, key, replica)).status;
  }

  /** Somebody with a role in `default`, as the actor that their requests have; they are there. */
  async person(
    name: string,
    role = 'operator',
    permissions: Actor['permissions'] = ['admin'],
  ): Promise<Actor> {
    const id = newId();
    await this.owner.query(`insert into auth_user (id, username, display_name) values ($1, $2, $2)`, [
      id,
      name,
    ]);
    await this.owner.query(
      `insert into auth_membership (tenant_id, user_id, role) values ('default', $1, $2)`,
      [id, role],
    );
    const session = { id: newId(), confirmedAt: new Date(), confirmedBy: 'password' as const };
    return { type: 'user', id, name, tenantId: 'default', permissions, session };
  }

  /** A key that this person makes. */
  async keyOf(person: Actor, ...permissions: KeyPermission[]): Promise<{ id: string; plain: string }> {
    const { key, plainKey } = await this.spine.as(person, () =>
      this.spine.app.get(ApiKeysService).create({ name: `of ${person.name}`, permissions }),
    );
    return { id: key.id, plain: plainKey };
  }

  async listed(id: string) {
    const { body } = await this.get('/auth/keys');
    return (body.keys as { id: string }[]).find((key) => key.id === id) as
      Record<string, unknown> | undefined;
  }

  trail(type: string) {
    return this.spine.audit.appended.filter((entry) => entry.type === type);
  }

  async stop(): Promise<void> {
    await this.owner.end();
    for (const replica of [...this.replicas].reverse()) await replica.close();
  }
}

/** From now on what replicas remember lasts for ever: only the message that it changed makes them look again. */
export async function rememberingForEver(replicas: readonly Pick<Spine, 'app'>[]): Promise<void> {
  for (const { app } of replicas) {
    await eventually(async () => expect(await app.get(Bus, { strict: false }).healthy()).toBe(true));
    const clock = app.get(Clock, { strict: false });
    jest.spyOn(clock, 'monotonic').mockReturnValue(clock.monotonic());
  }
}

export const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });
