import { Client } from 'pg';
import type { Clock, FeedItem, HandlerContext, SignalHandler } from '@legator/core';
import { anActor, FixedAuthenticator } from '@legator/core/testing';
import { startCore, until } from './core-app.js';
import type { CoreApp } from './core-app.js';
import { freshDatabase } from './database.js';
import type { FreshDatabase } from './database.js';

/** Keeps what it heard; fails while told to. */
export class Ear implements SignalHandler {
  readonly heard: { item: FeedItem; context: HandlerContext }[] = [];
  fails: (item: FeedItem) => boolean = () => false;

  constructor(
    readonly name: string,
    readonly types?: readonly string[],
  ) {}

  handle(item: FeedItem, context: HandlerContext): Promise<void> {
    this.heard.push({ item, context });
    return this.fails(item)
      ? Promise.reject(new Error('Not today, Bearer abcdefghijklmnopqrst'))
      : Promise.resolve();
  }

  get ids(): string[] {
    return this.heard.map(({ item }) => item.id);
  }
}

/** A database of one's own and any number of replicas on it, with one more connection to look behind the scenes. */
export class HandlerRoom {
  private readonly cores: CoreApp[] = [];

  private constructor(
    private readonly database: FreshDatabase,
    readonly owner: Client,
  ) {}

  static async open(): Promise<HandlerRoom> {
    const database = await freshDatabase();
    const owner = new Client({ connectionString: database.url });
    await owner.connect();
    return new HandlerRoom(database, owner);
  }

  /** Starts a replica and waits until every handler has its cursor. */
  async start(handlers: SignalHandler[], clock?: Clock): Promise<CoreApp> {
    const authenticator = new FixedAuthenticator(anActor(), { other: anActor({ tenantId: 'other' }) });
    const core = await startCore({ url: this.database.url, handlers, clock, authenticator });
    this.cores.push(core);
    await until(async () => {
      const { rows } = await this.owner.query('select count(*)::int as n from core_handler');
      return rows[0].n >= handlers.length;
    });
    return core;
  }

  async cursor(name: string): Promise<number> {
    const { rows } = await this.owner.query('select seq from core_handler where name = $1', [name]);
    return Number(rows[0]?.seq);
  }

  async close(): Promise<void> {
    for (const core of this.cores.splice(0)) await core.close();
    await this.owner.end();
    await this.database.drop();
  }
}
