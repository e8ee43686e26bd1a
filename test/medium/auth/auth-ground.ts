import request from 'supertest';
import { ApiKey, AuthModule, FirstPerson } from '@legator/auth';
import { Approval, ApprovalsModule } from '@legator/approvals';
import { Clock } from '@legator/core';
import type { Config } from '@legator/core';
import { DirectivesModule } from '@legator/directives';
import { startSpine } from '../../support/spine.js';
import type { Spine } from '../../support/spine.js';

export const PASSWORD = 'three blue herons';

/** A server with sign-in on and an empty database. */
export function startAuth(
  config: Partial<Config> = {},
  url?: string,
  real: ('audit' | 'access')[] = [],
): Promise<Spine> {
  return startSpine([DirectivesModule, ApprovalsModule, AuthModule], {
    entities: [ApiKey, Approval],
    real: ['access', ...real],
    config: { auth: true, ...config },
    ...(url ? { url } : {}),
  });
}

/** Somebody at a browser: keeps the cookie, and sends what pages send. */
export class Visitor {
  cookie = '';
  csrf = '';

  constructor(private readonly spine: Pick<Spine, 'app'>) {}

  async get(path: string) {
    return request(this.spine.app.getHttpServer()).get(path).set('Cookie', this.cookie);
  }

  async send(method: 'post' | 'put' | 'patch' | 'delete', path: string, body: object = {}, headers = {}) {
    const answer = await request(this.spine.app.getHttpServer())
      [method](path)
      .set('Cookie', this.cookie)
      .set('X-Legator-Csrf', this.csrf)
      .set(headers)
      .send(body);
    this.takeCookie(answer.headers['set-cookie'] as unknown as string[] | undefined);
    // Of another tenant, once they went there.
    this.csrf = answer.body?.csrf_token ?? this.csrf;
    return answer;
  }

  post(path: string, body: object = {}, headers = {}) {
    return this.send('post', path, body, headers);
  }

  async signIn(username: string, password = PASSWORD) {
    const answer = await this.post('/api/v1/auth/login', { username, password });
    if (answer.status === 200) this.csrf = (await this.get('/api/v1/me')).body.csrf_token;
    return answer;
  }

  private takeCookie(set: string[] | undefined): void {
    for (const line of set ?? []) this.cookie = line.split(';', 1)[0]!;
  }
}

/** The first administrator, made with the code as whoever reads the terminal does. */
export async function firstAdmin(spine: Pick<Spine, 'app'>, username = 'root-ana'): Promise<Visitor> {
  const prepared = await spine.app.get(FirstPerson, { strict: false }).prepare();
  if (!prepared || !('code' in prepared)) throw new Error('There is somebody already.');
  const visitor = new Visitor(spine);
  const made = await visitor.post('/api/v1/auth/setup', {
    code: prepared.code,
    username,
    display_name: 'Ana',
    password: PASSWORD,
  });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  visitor.csrf = (await visitor.get('/api/v1/me')).body.csrf_token;
  return visitor;
}

/** Does something while the clock of the server stands still: what is to wait waits, and no minute begins meanwhile. */
export async function inOneMoment<T>(spine: Pick<Spine, 'app'>, work: () => Promise<T>): Promise<T> {
  const clock = spine.app.get(Clock, { strict: false });
  const now = jest.spyOn(clock, 'now').mockReturnValue(clock.now());
  const monotonic = jest.spyOn(clock, 'monotonic').mockReturnValue(clock.monotonic());
  try {
    return await work();
  } finally {
    now.mockRestore();
    monotonic.mockRestore();
  }
}
