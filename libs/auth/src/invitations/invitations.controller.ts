import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import {
  AcceptedInvitation,
  AcceptInvitation,
  CreatedInvitation,
  CreateInvitation,
  InvitationList,
  LookAtInvitation,
  SeenInvitation,
} from '@legator/contracts';
import { Answers, AnswersNothing, findContext, Public, Requires } from '@legator/core';
import { BrowserCookie } from '../sessions/browser-cookie.js';
import { originOf } from '../sign-in/origin-of.js';
import { Acceptance } from './acceptance.js';
import { InvitationsService } from './invitations.service.js';
import { OpenInvitations } from './open-invitations.js';

/** Links by which people come into a tenant. */
@Controller('api/v1')
export class InvitationsController {
  constructor(
    private readonly cookie: BrowserCookie,
    private readonly invitations: InvitationsService,
    private readonly open: OpenInvitations,
    private readonly acceptance: Acceptance,
  ) {}

  @Get('invitations')
  @Requires('member:manage')
  @Answers(InvitationList)
  async list(): Promise<InvitationList> {
    const invitations = await this.invitations.list();
    return { invitations, total: invitations.length };
  }

  @Post('invitations')
  @HttpCode(201)
  @Requires('member:manage')
  @Answers(CreatedInvitation)
  async create(@Body({ schema: CreateInvitation }) input: CreateInvitation): Promise<CreatedInvitation> {
    return {
      ...(await this.invitations.create(input)),
      warning: 'This is the only time the link is shown. Whoever has it may join, once.',
    };
  }

  @Delete('invitations/:id')
  @HttpCode(204)
  @Requires('member:manage')
  @AnswersNothing()
  async revoke(@Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    await this.invitations.revoke(id);
  }

  /** Where it leads, for whoever has the link. */
  @Post('auth/invitation/look')
  @HttpCode(200)
  @Public()
  @Answers(SeenInvitation)
  async look(
    @Body({ schema: LookAtInvitation }) { token }: LookAtInvitation,
    @Req() request: Request,
  ): Promise<SeenInvitation> {
    const { address } = originOf(request);
    const found = await this.open.noting(findContext()?.actor, address, () => this.open.find(token, address));
    return {
      tenant: { id: found.tenantId, name: found.tenantName },
      name: found.name,
      role: found.role,
      expires_at: found.expiresAt.toISOString(),
    };
  }

  /** Joins with the account that one is signed in with, or makes one and signs it in. */
  @Post('auth/invitation/accept')
  @HttpCode(200)
  @Public()
  @Answers(AcceptedInvitation)
  async accept(
    @Body({ schema: AcceptInvitation }) input: AcceptInvitation,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AcceptedInvitation> {
    const { tenantId, opened } = await this.acceptance.accept(findContext()?.actor, input, originOf(request));
    if (!opened) return { status: 'joined', tenant_id: tenantId };
    await this.cookie.give(request, response, opened);
    return { status: 'signed_in', tenant_id: tenantId };
  }
}
