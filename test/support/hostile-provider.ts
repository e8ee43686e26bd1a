import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Json = Record<string, unknown>;

/** The last sign-in as the provider saw it. */
export interface Asked {
  readonly nonce: string;
  readonly state: string;
  readonly redirectUri: string;
  readonly accessToken: string;
}

/** What the provider does wrong; nothing of it set, it is a good one. */
export interface Trick {
  /** Changes what is signed. */
  readonly header?: (header: Json) => Json;
  readonly claims?: (claims: Json, asked: Asked) => Json;
  /** Writes the payload itself, signed as it is. */
  readonly payload?: (claims: Json) => string;
  /** Signs otherwise. Gets `header.payload`. */
  readonly signature?: (input: string) => string;
  /** Changes the finished token. */
  readonly token?: (token: string) => unknown;
  /** Changes the answer of the token endpoint; a text is sent as it is. */
  readonly answer?: (body: Json) => Json | string;
  readonly status?: number;
  /** Changes what the browser brings back. */
  readonly back?: (params: URLSearchParams) => void;
  readonly metadata?: (metadata: Json) => Json;
  readonly userinfo?: Json;
}

export const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A provider that can be told to do what a good one never does. It signs everybody in at once, as `subject`. */
export class HostileProvider {
  trick: Trick = {};
  subject = 'mallory';
  readonly clientId = 'legator';
  readonly publicKey: KeyObject;
  readonly kid = 'key-1';
  /** How often its keys, and its description, were asked for. */
  keysRead = 0;
  described = 0;
  /** What it publishes as its keys. */
  published: Json[];
  asked: Asked | undefined;
  private readonly codes = new Map<string, Asked>();

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
    readonly privateKey: KeyObject,
    publicKey: KeyObject,
  ) {
    this.publicKey = publicKey;
    this.published = [{ ...publicKey.export({ format: 'jwk' }), kid: this.kid, use: 'sig', alg: 'RS256' }];
  }

  static async start(): Promise<HostileProvider> {
    const server = createServer();
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const provider = new HostileProvider(server, issuer, privateKey, publicKey);
    server.on('request', (request, response) => void provider.handle(request, response));
    return provider;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((closed) => this.server.close(() => closed()));
  }

  /** That somebody signed out, as a good provider says it; `trick` applies. */
  logoutToken(claims: Json): string {
    const now = Math.floor(Date.now() / 1_000);
    const good = {
      ...{ iss: this.issuer, aud: this.clientId, iat: now, exp: now + 120, jti: randomUUID() },
      ...{ events: { 'http://schemas.openid.net/event/backchannel-logout': {} }, ...claims },
    };
    return String(this.signed(good, { alg: 'RS256', typ: 'logout+jwt', kid: this.kid }));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.issuer);
    const send = (body: Json | string, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    if (url.pathname.endsWith('/.well-known/openid-configuration')) {
      this.described += 1;
      return send(this.metadata());
    }
    if (url.pathname === '/keys') {
      this.keysRead += 1;
      return send({ keys: this.published });
    }
    if (url.pathname === '/auth') return this.sendBack(url, response);
    if (url.pathname === '/userinfo') return send(this.trick.userinfo ?? { sub: this.subject });
    if (url.pathname !== '/token') return send({}, 404);
    const asked = this.codes.get(new URLSearchParams(await textOf(request)).get('code') ?? '');
    if (!asked) return send({ error: 'invalid_grant' }, 400);
    const body = this.tokens(asked);
    send(this.trick.answer ? this.trick.answer(body) : body, this.trick.status ?? 200);
  }

  private metadata(): Json {
    const metadata = {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/auth`,
      token_endpoint: `${this.issuer}/token`,
      userinfo_endpoint: `${this.issuer}/userinfo`,
      jwks_uri: `${this.issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      // As bad as it gets: it says that it may sign in ways that prove nothing.
      id_token_signing_alg_values_supported: ['RS256', 'ES256', 'HS256', 'none'],
    };
    return this.trick.metadata ? this.trick.metadata(metadata) : metadata;
  }

  private sendBack(url: URL, response: ServerResponse): void {
    const query = (name: string) => url.searchParams.get(name) ?? '';
    const code = randomUUID();
    this.asked = {
      nonce: query('nonce'),
      state: query('state'),
      redirectUri: query('redirect_uri'),
      accessToken: randomUUID(),
    };
    this.codes.set(code, this.asked);
    const params = new URLSearchParams({ code, state: this.asked.state, iss: this.issuer });
    this.trick.back?.(params);
    response.writeHead(302, { location: `${this.asked.redirectUri}?${params}` });
    response.end();
  }

  private tokens(asked: Asked): Json {
    const { trick } = this;
    const now = Math.floor(Date.now() / 1_000);
    const good = {
      ...{ iss: this.issuer, aud: this.clientId, sub: this.subject, nonce: asked.nonce },
      ...{ iat: now, exp: now + 300, at_hash: atHash(asked.accessToken) },
      ...{ preferred_username: this.subject, groups: ['ops'] },
    };
    const header = { alg: 'RS256', typ: 'JWT', kid: this.kid };
    return {
      access_token: asked.accessToken,
      token_type: 'Bearer',
      expires_in: 300,
      id_token: this.signed(trick.claims ? trick.claims(good, asked) : good, header),
    };
  }

  private signed(claims: Json, header: Json): unknown {
    const { trick } = this;
    const payload = trick.payload ? trick.payload(claims) : JSON.stringify(claims);
    const input = `${encode(trick.header ? trick.header(header) : header)}.${encode(payload)}`;
    const signature =
      trick.signature?.(input) ?? sign('sha256', Buffer.from(input), this.privateKey).toString('base64url');
    const token = `${input}.${signature}`;
    return trick.token ? trick.token(token) : token;
  }
}

function atHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url');
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
