import { buildEndSessionUrl, fetchUserInfo, randomNonce, randomState } from 'openid-client';
import type { Configuration, TokenEndpointResponse, TokenEndpointResponseHelpers } from 'openid-client';
import { Strategy } from 'openid-client/passport';
import type { AuthenticateOptions } from 'openid-client/passport';
import { createRemoteJWKSet, customFetch } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import type { Request } from 'express';
import { signaturesOf } from './discovery.js';
import { guardedFetch } from './guarded-fetch.js';
import { checkIdToken } from './id-token-rules.js';
import { checkLogoutToken } from './logout-token.js';
import type { ProviderLogout } from './logout-token.js';
import { provedAt } from './fresh.js';
import { OidcRefused } from './oidc-refused.js';
import { claimAt } from './role-mapping.js';
import type { Claims } from './role-mapping.js';

export type Tokens = TokenEndpointResponse & TokenEndpointResponseHelpers;

/** Under this name the library keeps what it has to know again, in an object that lives as long as the request. */
export const SESSION_KEY = 'oidc';

/** Somebody of whom the provider says who they are, and what it says about them. */
export interface ProvenPerson {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Claims;
  readonly idToken: string;
  /** What the provider calls their sign-in there, when it says so. */
  readonly session?: string | undefined;
  /** When the provider last saw them prove it, as it signed; nothing when it does not say. */
  readonly provedAt?: Date | undefined;
}

/** The library's strategy, with state and nonce in every case: it leaves them out where the provider has PKCE. */
export class ProviderStrategy extends Strategy {
  override authorizationRequestParams<T extends AuthenticateOptions>(
    req: Request,
    options: T,
  ): URLSearchParams {
    const params = new URLSearchParams(super.authorizationRequestParams(req, options) as URLSearchParams);
    params.set('response_type', 'code');
    params.set('state', randomState());
    params.set('nonce', randomNonce());
    if ((options as { confirms?: boolean }).confirms) {
      params.set('prompt', 'login');
      params.set('max_age', '0');
    }
    return params;
  }

  /** As it was registered, whatever host the request names. */
  override currentUrl(req: Request): URL {
    return new URL(req.originalUrl, 'http://here.invalid');
  }

  /** Which of the two it is depends on the route, not on what somebody put into the query. */
  override shouldInitiateAuthRequest<T extends AuthenticateOptions>(
    _req: Request,
    _url: URL,
    options: T,
  ): boolean {
    return (options as { begin?: boolean }).begin === true;
  }
}

/** A provider that can be signed in by: found, checked, and spoken to with our client's settings. */
export class Provider {
  readonly strategy: ProviderStrategy;
  readonly issuer: string;
  /** Only asked for where the provider ever ends a sign-in by itself. */
  private keys?: JWTVerifyGetKey;

  constructor(
    private readonly configuration: Configuration,
    readonly clientId: string,
  ) {
    this.issuer = configuration.serverMetadata().issuer;
    this.strategy = new ProviderStrategy({ config: configuration, sessionKey: SESSION_KEY }, (tokens, done) =>
      done(null, tokens as unknown as Express.User),
    );
  }

  /** Beyond what the library verified. Asks for more claims where the token lacks the one that roles come from. */
  async prove(tokens: Tokens, roleClaim: string, now: Date): Promise<ProvenPerson> {
    const { id_token: idToken, access_token: accessToken } = tokens;
    if (!idToken) throw new OidcRefused('oidc_token', 'token_missing', 'The provider sent no ID token.');
    const claims = checkIdToken(idToken, accessToken, { clientId: this.clientId, now });
    const subject = claims['sub'] as string;
    const more = claimAt(claims, roleClaim) === undefined ? await this.moreAbout(subject, accessToken) : {};
    // What was signed counts before what was only asked for.
    return {
      issuer: this.issuer,
      subject,
      claims: { ...more, ...claims },
      idToken,
      session: sessionOf(claims),
      provedAt: provedAt(claims),
    };
  }

  /** That the provider ended a sign-in. @throws OidcRefused for what it did not say */
  believeLogout(token: string, now: Date): Promise<ProviderLogout> {
    const { jwks_uri: address, id_token_signing_alg_values_supported: supported } =
      this.configuration.serverMetadata();
    this.keys ??= createRemoteJWKSet(new URL(address!), {
      [customFetch]: guardedFetch as never,
      timeoutDuration: 10_000,
    });
    const { issuer, clientId, keys } = this;
    return checkLogoutToken(token, { issuer, clientId, algorithms: signaturesOf(supported), keys, now });
  }

  /** Where to sign out of the provider as well; nothing when it offers no such thing. */
  signOutUrl(hint: string | undefined, returnTo: string | undefined): string | undefined {
    if (!this.configuration.serverMetadata().end_session_endpoint) return undefined;
    const url = buildEndSessionUrl(this.configuration, {
      ...(hint ? { id_token_hint: hint } : {}),
      ...(returnTo ? { post_logout_redirect_uri: returnTo } : {}),
    });
    return /^https?:$/.test(url.protocol) ? url.href : undefined;
  }

  private async moreAbout(subject: string, accessToken: string): Promise<Claims> {
    if (!this.configuration.serverMetadata().userinfo_endpoint) return {};
    try {
      return await fetchUserInfo(this.configuration, accessToken, subject);
    } catch (cause) {
      throw new OidcRefused(
        'oidc_provider',
        'userinfo',
        'The provider does not say more about this person.',
        { subject },
        { cause },
      );
    }
  }
}

function sessionOf({ sid }: Claims): string | undefined {
  return typeof sid === 'string' && sid !== '' && sid.length <= 255 ? sid : undefined;
}
