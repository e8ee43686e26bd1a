import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { z } from 'zod';
import { CreateToken, CreateTokenQuery, CreatedToken, RevokedToken, TokenList } from '@legator/contracts';
import type { TokenView } from '@legator/contracts';
import { Answers, CONFIG, Clock, CurrentActor, Requires } from '@legator/core';
import type { Actor, Config } from '@legator/core';
import { baseUrl, installCommand } from './install-command.js';
import type { TokenRecord } from './token.store.js';
import { askedFor, TokensService } from './tokens.service.js';

const TokenId = z.uuid();

@Controller('api/v1/tokens')
export class TokensController {
  constructor(
    private readonly tokens: TokensService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The only answer that ever holds the token's value. */
  @Post()
  @HttpCode(200)
  @Requires('fleet:write')
  @Answers(CreatedToken)
  async create(
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Query({ schema: CreateTokenQuery }) query: CreateTokenQuery,
    @Body({ schema: CreateToken }) body: CreateToken,
  ): Promise<CreatedToken> {
    const { value, record } = await this.tokens.create(askedFor(query, body));
    return {
      id: record.id,
      token: value,
      created: record.createdAt.toISOString(),
      expires: record.expiresAt.toISOString(),
      used: false,
      multi_use: record.maxUses === 1 ? undefined : true,
      tenant_id: actor.tenantId,
      install_command: installCommand(baseUrl(request, this.config.externalUrl), value),
    };
  }

  @Get()
  @Requires('admin')
  @Answers(TokenList)
  async list(): Promise<TokenList> {
    const { tokens, active, total } = await this.tokens.list();
    const now = this.clock.now();
    return { tokens: tokens.map((token) => toView(token, now)), count: active, total };
  }

  @Delete(':id')
  @Requires('fleet:write')
  @Answers(RevokedToken)
  async revoke(@Param('id', { schema: TokenId }) id: string): Promise<RevokedToken> {
    await this.tokens.revoke(id);
    return { revoked: id };
  }
}

function toView(token: TokenRecord, now: Date): TokenView {
  const used = token.maxUses !== null && token.uses >= token.maxUses;
  return {
    id: token.id,
    prefix: token.prefix,
    created: token.createdAt.toISOString(),
    created_by: token.createdBy,
    expires: token.expiresAt.toISOString(),
    used,
    uses: token.uses,
    max_uses: token.maxUses ?? undefined,
    last_used: token.lastUsedAt?.toISOString(),
    revoked: token.revokedAt?.toISOString(),
    tags: [...token.tags],
    site: token.site ?? undefined,
    cidr: token.cidr ?? undefined,
    active: !used && !token.revokedAt && token.expiresAt > now,
  };
}
