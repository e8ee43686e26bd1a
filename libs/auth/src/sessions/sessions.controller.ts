import { Controller, Delete, Get, HttpCode, Param, Query, Body, Post } from '@nestjs/common';
import { z } from 'zod';
import { EndedSessions, Me, SessionList, SessionQuery, SwitchTenant } from '@legator/contracts';
import type { SessionView } from '@legator/contracts';
import { Answers, AnswersNothing, CurrentActor, DomainError, may, SignedIn } from '@legator/core';
import type { Actor } from '@legator/core';
import { WhoAmI } from '../people/who-am-i.service.js';
import { SigningOut } from '../sign-in/signing-out.service.js';
import type { SessionRow } from './sessions.store.js';

/** Where one is signed in, and in which tenant one works. */
@Controller('api/v1')
export class SessionsController {
  constructor(
    private readonly out: SigningOut,
    private readonly who: WhoAmI,
  ) {}

  /** Who I am and what I may do. */
  @Get('me')
  @SignedIn()
  @Answers(Me)
  me(@CurrentActor() actor: Actor): Promise<Me> {
    return this.who.describe(actor);
  }

  /** Works in another of one's tenants from now on. */
  @Post('session/tenant')
  @HttpCode(200)
  @SignedIn()
  @Answers(Me)
  switchTenant(
    @CurrentActor() actor: Actor,
    @Body({ schema: SwitchTenant }) { tenant_id: tenantId }: SwitchTenant,
  ): Promise<Me> {
    return this.who.moveTo(actor, tenantId);
  }

  /** One's own sign-ins, or with `scope=tenant` and `user:manage` those of everybody in this tenant. */
  @Get('auth/sessions')
  @SignedIn()
  @Answers(SessionList)
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: SessionQuery }) { scope }: SessionQuery,
  ): Promise<SessionList> {
    if (scope === 'tenant' && !may(actor, 'user:manage')) throw needs('user:manage');
    const rows = await this.out.list(actor, scope);
    return { sessions: rows.map((row) => toView(row, actor)), total: rows.length };
  }

  /** Ends all of one's own but this one. */
  @Delete('auth/sessions')
  @SignedIn()
  @Answers(EndedSessions)
  async endOthers(@CurrentActor() actor: Actor): Promise<EndedSessions> {
    return { ended: await this.out.everywhereElse(actor) };
  }

  /** Ends one: one's own, or with `user:manage` that of anybody in this tenant. */
  @Delete('auth/sessions/:id')
  @HttpCode(204)
  @SignedIn()
  @AnswersNothing()
  async end(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    if (may(actor, 'user:manage')) {
      const own = await this.out.list(actor, 'own');
      if (!own.some((one) => one.id === id)) return this.out.oneInTenant(actor, id);
    }
    return this.out.one(actor, id);
  }
}

function toView(row: SessionRow & { username?: string }, actor: Actor): SessionView {
  return {
    id: row.id,
    user_id: row.userId,
    ...(row.username === undefined ? {} : { username: row.username }),
    tenant_id: row.tenantId,
    kind: row.kind,
    method: row.method,
    created_at: row.createdAt.toISOString(),
    seen_at: row.seenAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
    address: row.address,
    user_agent: row.userAgent,
    current: row.id === actor.session?.id,
  };
}

function needs(permission: string): DomainError {
  return new DomainError(
    'forbidden',
    'forbidden',
    `This needs the permission ${permission}, which you do not have. Whoever administers this tenant can grant it.`,
  );
}
