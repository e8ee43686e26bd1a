import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CONFIG } from '@legator/core';
import type { Config } from '@legator/core';
import { originOf } from '../sign-in/origin-of.js';
import { SigningOut } from '../sign-in/signing-out.service.js';
import { readCookie, setCookie } from './session-cookie.js';
import type { OpenedSession } from './sessions.service.js';

/** What a browser keeps of a sign-in: one at a time. */
@Injectable()
export class BrowserCookie {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly out: SigningOut,
  ) {}

  /** A new sign-in for this browser. The one that it had ends, whosever it was: nobody would hold it any more. */
  async give(request: Request, response: Response, { token, expiresAt }: OpenedSession): Promise<void> {
    const old = readCookie(this.config, request.headers);
    if (old !== undefined) await this.out.replaced(old, originOf(request).address);
    response.append('Set-Cookie', setCookie(this.config, token, expiresAt));
  }

  take(response: Response): void {
    response.append('Set-Cookie', setCookie(this.config, '', new Date(0)));
  }
}
