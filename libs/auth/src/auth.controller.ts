import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { ApiKeyList, CreateApiKey, CreatedApiKey, Me } from '@legator/contracts';
import type { ApiKeyView } from '@legator/contracts';
import { Answers, AnswersNothing, CurrentActor, Requires, SignedIn } from '@legator/core';
import type { Actor } from '@legator/core';
import { ApiKeysService } from './api-keys.service.js';
import type { ListedKey } from './api-keys.service.js';

@Controller('api/v1')
export class AuthController {
  constructor(private readonly keys: ApiKeysService) {}

  /** Who I am and what I may do. */
  @Get('me')
  @SignedIn()
  @Answers(Me)
  me(@CurrentActor() actor: Actor): Me {
    const { id, name, type, permissions, tenantId } = actor;
    return {
      id,
      username: name,
      display_name: name,
      role: type === 'key' ? 'api_key' : 'admin',
      type,
      permissions: [...permissions],
      tenant_id: tenantId,
    };
  }

  @Get('auth/keys')
  @Requires('key:manage')
  @Answers(ApiKeyList)
  async listKeys(): Promise<ApiKeyList> {
    const keys = (await this.keys.list()).map(toView);
    return { keys, total: keys.length };
  }

  @Post('auth/keys')
  @HttpCode(201)
  @Requires('key:manage')
  @Answers(CreatedApiKey)
  async createKey(@Body({ schema: CreateApiKey }) input: CreateApiKey): Promise<CreatedApiKey> {
    const { key, plainKey } = await this.keys.create(input);
    return {
      key: toView(key),
      plain_key: plainKey,
      warning: 'This is the only time the key is shown. Keep it safe.',
    };
  }

  @Delete('auth/keys/:id')
  @HttpCode(204)
  @Requires('key:manage')
  @AnswersNothing()
  async revokeKey(@Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    await this.keys.revoke(id);
  }
}

function toView(key: ListedKey): ApiKeyView {
  return {
    id: key.id,
    name: key.name,
    key_prefix: key.prefix,
    permissions: key.permissions,
    created_at: key.createdAt.toISOString(),
    ...(key.lastUsedAt ? { last_used_at: key.lastUsedAt.toISOString() } : {}),
    ...(key.expiresAt ? { expires_at: key.expiresAt.toISOString() } : {}),
    enabled: key.revokedAt === null,
  };
}
