import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { Request, Response } from 'express';
import { Clock, CONFIG } from '@legator/core';
import type { Config } from '@legator/core';
import { callbackUrl } from './callback-url.js';
import { confirming } from './confirming.js';
import type { Confirming } from './confirming.js';
import { nextPath } from './next-path.js';
import { OIDC } from './oidc.strategy.js';
import type { OidcAttempt } from './oidc.strategy.js';
import { OidcRefused } from './oidc-refused.js';
import { OidcSettingsService } from './oidc-settings.service.js';
import type { OidcSetup } from './oidc-settings.service.js';
import { SESSION_KEY } from './provider.js';
import type { Provider, ProvenPerson } from './provider.js';
import { Providers } from './providers.service.js';
import { openState, sealState } from './sealed-state.js';
import type { LoginState } from './sealed-state.js';
import { BEGUN_LASTS_MS, ENDS_WITHIN_MS } from './sign-in-span.js';
import type { SignInSpan } from './sign-in-span.js';
import { clearStateCookie, readStateCookie, stateCookie } from './state-cookie.js';

/** What the library and we add to the request for as long as it lasts. */
export interface OidcRequest extends Request {
  session?: Record<string, Record<string, unknown>>;
  /** The settings that this sign-in goes by. */
  oidcSetup?: OidcSetup;
  /** Where the person wanted to go. */
  oidcNext?: string;
  /** Of a sign-in that came back. */
  oidcSpan?: SignInSpan;
  /** That somebody who is signed in confirms, whoever it turns out to be. */
  oidcConfirms?: boolean;
  /** Who that is, once it is known. */
  oidcConfirming?: Confirming;
  user?: ProvenPerson;
}

/**
 * Hands the two addresses of the sign-in to passport: `…/login` sends the browser to the provider, `…/callback` takes it
 * back. What has to be known in between is in a sealed cookie, so only the browser that began can end, and only once.
 */
@Injectable()
export class OidcGuard extends AuthGuard(OIDC) {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly settings: OidcSettingsService,
    private readonly providers: Providers,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async getAuthenticateOptions(
    context: ExecutionContext,
  ): Promise<OidcAttempt & { session: false }> {
    const request = context.switchToHttp().getRequest<OidcRequest>();
    const response = context.switchToHttp().getResponse<Response>();
    // By the route, not by the address: that can be written in several ways.
    const begin = context.getHandler().name === 'login';
    if (begin) {
      request.oidcNext = nextPath(request.query['next']);
      request.oidcConfirms = request.query['confirm'] === '1';
    }
    const setup = this.config.auth ? await this.settings.inForce() : undefined;
    if (!setup) throw new OidcRefused('oidc_off', 'off', 'Nobody signs in by a provider here.');
    request.oidcSetup = setup;
    const key = await this.settings.keyOfCookies();
    const remembered = begin ? undefined : await this.takeState(request, response, key);
    if (remembered) {
      request.oidcNext = remembered.next;
      request.oidcConfirms = remembered.confirms !== undefined;
    }
    if (request.oidcConfirms) request.oidcConfirming = confirming(remembered?.confirms);
    const provider = await this.providers.find(setup);
    if (remembered) this.checkSame(remembered, provider);
    const callback = remembered?.callback ?? callbackUrl(this.config, setup.settings, request);
    request.session = remembered ? { [SESSION_KEY]: forLibrary(remembered) } : {};
    const confirms = request.oidcConfirming?.sessionId;
    const kept = { callback, next: request.oidcNext!, ...(confirms === undefined ? {} : { confirms }) };
    return {
      provider,
      begin,
      confirms: confirms !== undefined,
      session: false,
      callbackURL: callback,
      scope: setup.settings.scopes.join(' '),
      roleClaim: setup.settings.role_claim,
      now: this.clock.now(),
      keep: (begun) => this.keep(response, { ...begun, ...kept }, provider, key),
    };
  }

  override handleRequest<T>(error: unknown, user: T | false | null, info: unknown): T {
    if (error) throw error as Error;
    if (user) return user;
    const said = (info as { message?: string } | undefined)?.message ?? 'no';
    throw new OidcRefused('oidc_denied', 'denied', `The provider says: ${said.slice(0, 200)}`);
  }

  private keep(response: Response, begun: object, provider: Provider, key: Buffer): void {
    const expiresAt = new Date(this.clock.now().getTime() + BEGUN_LASTS_MS);
    const whose = { issuer: provider.issuer, client_id: provider.clientId, expires_at: expiresAt.getTime() };
    const state = { ...begun, ...whose } as LoginState;
    response.append('Set-Cookie', stateCookie(this.config, sealState(state, key), expiresAt));
  }

  /** Whatever becomes of it, the browser has it no longer and nobody can use it again. */
  private async takeState(request: OidcRequest, response: Response, key: Buffer): Promise<LoginState> {
    const sealed = readStateCookie(request.headers);
    response.append('Set-Cookie', clearStateCookie(this.config));
    if (sealed === undefined) throw lost('state_missing');
    const state = openState(sealed, key, this.clock.now());
    if (!state) throw lost('state_invalid');
    const hash = createHash('sha256').update(`oidc\n${state.state}`).digest();
    const usedAt = await this.settings.useOnce(hash, new Date(state.expires_at));
    if (!usedAt) throw lost('state_reused');
    request.oidcSpan = {
      since: new Date(Math.min(usedAt.getTime(), state.expires_at - BEGUN_LASTS_MS)),
      until: this.clock.monotonic() + ENDS_WITHIN_MS,
    };
    return state;
  }

  /** Settings may have changed while the person was away; what one provider sends is never shown to another. */
  private checkSame({ issuer, client_id: clientId }: LoginState, provider: Provider): void {
    if (issuer !== provider.issuer || clientId !== provider.clientId) throw lost('state_issuer');
  }
}

/** Without `max_age`: how long ago somebody may have proved who they are is a rule of ours, the same for every way here. */
function forLibrary({ state, nonce, code_verifier }: LoginState): Record<string, unknown> {
  return { state, nonce, code_verifier };
}

function lost(reason: string): OidcRefused {
  return new OidcRefused(
    'oidc_state',
    reason,
    'This sign-in was begun elsewhere, or too long ago. Begin again.',
  );
}
