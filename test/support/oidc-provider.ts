import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { exportJWK, generateKeyPair } from 'jose';

export interface RealProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What it says about whom, by subject. */
  readonly people: Map<string, Record<string, unknown>>;
  /** Whoever comes next is this one; nothing: they are asked with a form. */
  signInAs: string | undefined;
  /** Whether the next one presses “no” instead. */
  refuse: boolean;
  /** Set before `rotateKeys`: its tokens say who it is, and nothing else about them. */
  claimsOnRequest: boolean;
  /** Tells Legator that somebody, or one sign-in of theirs, ended. */
  putOut(subject: string, session?: string): Promise<void>;
  /** From now on it signs with another key, and publishes no other. */
  rotateKeys(): Promise<void>;
  close(): Promise<void>;
}

export interface RealProviderOptions {
  /** Where Legator gets people back; more may be added while it runs. */
  readonly redirectUris: string[];
  readonly postLogoutRedirectUris?: string[];
  /** Where it says behind the browser's back that somebody signed out. */
  readonly logoutUri?: string;
}

/** A certified provider of OpenID Connect, in this process and on loopback. */
export async function startOidcProvider(options: RealProviderOptions): Promise<RealProvider> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const real = new RunningProvider(server, issuer, options);
  await real.rotateKeys();
  server.on('request', (request, response) => void real.answer(request, response));
  return real;
}

class RunningProvider implements RealProvider {
  readonly clientId = 'legator';
  readonly clientSecret = 'the-secret-of-the-client';
  readonly people = new Map<string, Record<string, unknown>>();
  signInAs: string | undefined;
  refuse = false;
  claimsOnRequest = false;
  private provider!: Provider;
  private generation = 0;

  constructor(
    private readonly server: Server,
    readonly issuer: string,
    private readonly options: RealProviderOptions,
  ) {}

  async rotateKeys(): Promise<void> {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    this.generation += 1;
    const key = { ...(await exportJWK(privateKey)), kid: `key-${this.generation}`, use: 'sig', alg: 'RS256' };
    // It warns of what is right for a test: that it keeps everything in memory.
    const { warn } = console;
    console.warn = () => undefined;
    this.provider = this.make([key]);
    console.warn = warn;
  }

  async putOut(subject: string, session?: string): Promise<void> {
    const client = await this.provider.Client.find(this.clientId);
    await client!.backchannelLogout(subject, session);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.issuer);
    if (!pathname.startsWith('/interaction/')) return this.provider.callback()(request, response);
    const chosen = this.signInAs ?? (request.method === 'POST' ? await chosenIn(request) : undefined);
    const { prompt, params, session } = await this.provider.interactionDetails(request, response);
    const who = chosen ?? (prompt.name === 'consent' ? session?.accountId : undefined);
    if (who === undefined) return void response.end(this.form());
    if (this.refuse)
      return this.finish(request, response, { error: 'access_denied', error_description: 'No.' });
    if (prompt.name === 'login') return this.finish(request, response, { login: { accountId: who } });
    const grant = new this.provider.Grant({ accountId: who, clientId: String(params['client_id']) });
    grant.addOIDCScope(String(params['scope']));
    await this.finish(request, response, { consent: { grantId: await grant.save() } });
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((closed) => this.server.close(() => closed()));
  }

  private finish(
    request: IncomingMessage,
    response: ServerResponse,
    result: Record<string, unknown>,
  ): Promise<void> {
    return this.provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
  }

  private form(): string {
    const buttons = [...this.people.keys()].map((sub) => `<button name="sub" value="${sub}">${sub}</button>`);
    return `<!doctype html><title>Provider</title><h1>Who are you?</h1><form method="post">${buttons.join('')}</form>`;
  }

  private make(keys: readonly object[]): Provider {
    return new Provider(this.issuer, {
      clients: [
        {
          client_id: this.clientId,
          client_secret: this.clientSecret,
          redirect_uris: this.options.redirectUris,
          post_logout_redirect_uris: this.options.postLogoutRedirectUris ?? [],
          grant_types: ['authorization_code'],
          response_types: ['code'],
          ...(this.options.logoutUri
            ? { backchannel_logout_uri: this.options.logoutUri, backchannel_logout_session_required: true }
            : {}),
        },
      ],
      jwks: { keys },
      // Loopback is where all of this happens.
      fetch: (address: string, init: RequestInit) => fetch(address, init),
      cookies: { keys: ['of this test alone'] },
      pkce: { required: () => true },
      claims: {
        openid: ['sub'],
        profile: ['name', 'preferred_username'],
        email: ['email', 'email_verified'],
        groups: ['groups', 'realm_access'],
      },
      conformIdTokenClaims: this.claimsOnRequest,
      ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
      features: {
        devInteractions: { enabled: false },
        backchannelLogout: { enabled: this.options.logoutUri !== undefined },
        rpInitiatedLogout: {
          enabled: true,
          // Asks nobody: the test has said already that it signs out.
          logoutSource: (ctx: { body: string }, form: string) => {
            ctx.body = `<!doctype html><title>Sign out</title>${form}<button form="op.logoutForm" name="logout" value="yes">Yes</button>`;
          },
        },
      },
      interactions: { url: (_ctx: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
      findAccount: (_ctx: unknown, sub: string) => ({
        accountId: sub,
        claims: () => ({ sub, ...this.people.get(sub) }),
      }),
    });
  }
}

async function chosenIn(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return new URLSearchParams(Buffer.concat(parts).toString('utf8')).get('sub') ?? undefined;
}
