import { Catch, Injectable, Logger } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { DomainError } from '@legator/core';
import { originOf } from '../sign-in/origin-of.js';
import { SignIn } from '../sign-in/sign-in.service.js';
import type { OidcRequest } from './oidc.guard.js';
import { asRefusal } from './oidc-refused.js';

/** However a sign-in by the provider fails: it is written down, and the browser sees the page to sign in with a word why. */
@Injectable()
@Catch()
export class OidcRefusalFilter implements ExceptionFilter {
  private readonly logger = new Logger('oidc');

  constructor(private readonly signIn: SignIn) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<OidcRequest>();
    const response = host.switchToHttp().getResponse<Response>();
    const code = await this.writeDown(error, request);
    if (response.headersSent) return void response.destroy();
    // Whoever confirms is signed in, and stays where they were.
    const { oidcConfirms, oidcNext = '/' } = request;
    response.redirect(302, oidcConfirms ? withError(oidcNext, code) : `/sign-in?error=${code}`);
  }

  /** @returns the word for the page */
  private async writeDown(error: unknown, request: OidcRequest): Promise<string> {
    // The last step says no in the words of all sign-ins, and has written it down itself.
    if (error instanceof DomainError) return error.code;
    const refusal = asRefusal(error);
    const { code, reason, message, who } = refusal;
    if (code === 'oidc_off') return code;
    this.logger.warn(`A sign-in by the provider was refused (${reason}): ${message}`);
    const known = who.user ?? request.oidcConfirming?.user ?? who.subject?.slice(0, 100) ?? 'unknown';
    await this.signIn
      .refuse(known, { method: 'oidc', reason: `oidc_${reason}` }, originOf(request))
      .catch((refused: unknown) => {
        if (!(refused instanceof DomainError)) throw refused;
      });
    return code;
  }
}

function withError(path: string, code: string): string {
  const url = new URL(path, 'http://here.invalid');
  url.searchParams.set('error', code);
  return url.pathname + url.search + url.hash;
}
