import type { AddressInfo } from 'node:net';
import { Client } from 'pg';
import request from 'supertest';
import type { PutOidcSettings } from '@legator/contracts';
import type { Config } from '@legator/core';
import { Providers } from '../../../libs/auth/src/oidc/providers.service.js';
import { firstAdmin, startAuth } from './auth-ground.js';
import type { Visitor } from './auth-ground.js';
import { SmallBrowser } from '../../support/small-browser.js';
import type { Spine } from '../../support/spine.js';

export interface OidcGround {
  readonly spine: Spine;
  readonly admin: Visitor;
  readonly origin: string;
  readonly callback: string;
  /** Sets the provider up as an administrator does; what is not named takes its default. */
  configure(settings: Partial<PutOidcSettings>): Promise<void>;
  /** A new browser that signs in by the provider. @returns where it ended up */
  signIn(
    next?: string,
  ): Promise<{ browser: SmallBrowser; landed: string; me: () => Promise<request.Response> }>;
  /** As the owner of the database. */
  sql(statement: string): Promise<unknown[]>;
  /** The description of the provider is read again. */
  forgetProvider(): void;
  recorded(
    type: string,
  ): readonly { summary: string; detail?: Record<string, unknown>; actor: { address?: string } }[];
  /** Why the last sign-in was refused, as the trail has it. */
  lastRefusal(): Record<string, unknown> | undefined;
}

/** A server with an administrator, on loopback. */
export async function startOidc(config: Partial<Config> = {}): Promise<OidcGround> {
  const spine = await startAuth(config);
  const admin = await firstAdmin(spine);
  const { port } = spine.app.getHttpServer().address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const recorded = (type: string) => spine.audit.appended.filter((one) => one.type === type) as never;
  return {
    spine,
    admin,
    origin,
    callback: `${origin}/auth/oidc/callback`,
    recorded,
    sql: async (statement) => {
      const owner = new Client({ connectionString: spine.url });
      await owner.connect();
      const { rows } = await owner.query(statement);
      await owner.end();
      return rows;
    },
    forgetProvider: () => (spine.app.get(Providers, { strict: false })['known'] = undefined),
    lastRefusal: () =>
      (recorded('auth.login_failed') as { detail?: Record<string, unknown> }[]).at(-1)?.detail,
    configure: async (settings) => {
      const { status, body } = await admin.send('put', '/api/v1/auth/oidc', { enabled: true, ...settings });
      if (status !== 200) throw new Error(JSON.stringify(body));
    },
    signIn: async (next) => {
      const browser = new SmallBrowser();
      const query = next === undefined ? '' : `?next=${encodeURIComponent(next)}`;
      const { url } = await browser.open(
        `${origin}/auth/oidc/login${query}`,
        (at) => at.origin === origin && !at.pathname.startsWith('/auth/oidc'),
      );
      const session = browser.cookie(origin, 'legator_session');
      const me = async () =>
        request(spine.app.getHttpServer())
          .get('/api/v1/me')
          .set('Cookie', session ? `legator_session=${session}` : '');
      return { browser, landed: url.pathname + url.search, me };
    },
  };
}
