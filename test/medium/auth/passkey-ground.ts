import { Client } from 'pg';
import request from 'supertest';
import { SoftPasskey } from '../../support/soft-passkey.js';
import { firstAdmin, PASSWORD, startAuth, Visitor } from './auth-ground.js';
import type { Spine } from '../../support/spine.js';

export const HOST = 'localhost:8080';
export const ORIGIN = `http://${HOST}`;
/** Passkeys belong to a name, and the tests reach the server by a number. */
export const here = { Host: HOST };

type Options = Record<string, unknown>;

/** A server whose first administrator has a passkey. */
export class PasskeyGround {
  private constructor(
    readonly spine: Spine,
    private readonly owner: Client,
    readonly ana: Visitor,
    /** Ana's. */
    readonly key: SoftPasskey,
  ) {}

  static async start(): Promise<PasskeyGround> {
    const spine = await startAuth();
    const owner = new Client({ connectionString: spine.url });
    await owner.connect();
    const ana = await firstAdmin(spine);
    return new PasskeyGround(spine, owner, ana, await addPasskey(ana));
  }

  async stop(): Promise<void> {
    await this.owner.end();
    await this.spine.close();
  }

  /** As the owner of the database. */
  async sql(text: string): Promise<void> {
    await this.owner.query(text);
  }

  recorded(type: string) {
    return this.spine.audit.appended.filter((one) => one.type === type);
  }

  visitor(): Visitor {
    return new Visitor(this.spine);
  }

  async methods(host: string): Promise<Record<string, unknown>> {
    const http = request(this.spine.app.getHttpServer());
    return (await http.get('/api/v1/auth/methods').set('Host', host)).body;
  }

  /** Ana's password was right; what is left to do. */
  async half(visitor = this.visitor()) {
    const input = { username: 'root-ana', password: PASSWORD };
    const { body } = await visitor.post('/api/v1/auth/login', input, here);
    return { visitor, ...(body as { status: string; ticket: string; options: Options }) };
  }

  /** Ana once more, in another browser. */
  async again(): Promise<Visitor> {
    const { visitor, ticket, options } = await this.half();
    await finish(visitor, { ticket, response: this.key.get(options) });
    visitor.csrf = (await visitor.get('/api/v1/me')).body.csrf_token;
    return visitor;
  }

  /** Somebody else of the first tenant, signed in by password. */
  async member(username: string, role: string): Promise<Visitor> {
    await this.sql(
      `with made as (
         insert into auth_user (id, username, display_name, password_hash)
         select gen_random_uuid(), '${username}', '${username}', password_hash from auth_user where username = 'root-ana'
         returning id)
       insert into auth_membership (tenant_id, user_id, role) select 'default', id, '${role}' from made`,
    );
    const visitor = this.visitor();
    await visitor.signIn(username);
    return visitor;
  }
}

/** What the browser is asked. */
export async function asked(visitor: Visitor, path: string): Promise<Options> {
  return (await visitor.post(path, {}, here)).body.options;
}

export async function addPasskey(visitor: Visitor, name = 'Laptop'): Promise<SoftPasskey> {
  const made = new SoftPasskey(ORIGIN);
  const options = await asked(visitor, '/api/v1/profile/passkeys/options');
  const body = { name, response: made.create(options) };
  const answer = await visitor.post('/api/v1/profile/passkeys', body, here);
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return made;
}

export function finish(visitor: Visitor, body: object) {
  return visitor.post('/api/v1/auth/login/passkey', body, here);
}

export async function idOf(visitor: Visitor): Promise<string> {
  return (await visitor.get('/api/v1/me')).body.id;
}
