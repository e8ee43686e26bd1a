import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { ApiKeyList, CreateApiKey, CreatedApiKey, RotateApiKey, RotatedApiKey } from '@legator/contracts';
import { Answers, AnswersNothing, Clock, Requires } from '@legator/core';
import { ApiKeysService } from './api-keys.service.js';
import { toKeyView } from './keys/key-view.js';

const SHOWN_ONCE = 'This is the only time the key is shown. Keep it safe.';

@Controller('api/v1')
export class AuthController {
  constructor(
    private readonly keys: ApiKeysService,
    private readonly clock: Clock,
  ) {}

  @Get('auth/keys')
  @Requires('key:manage')
  @Answers(ApiKeyList)
  async listKeys(): Promise<ApiKeyList> {
    const now = this.clock.now();
    const keys = (await this.keys.list()).map((key) => toKeyView(key, now));
    return { keys, total: keys.length };
  }

  @Post('auth/keys')
  @HttpCode(201)
  @Requires('key:manage')
  @Answers(CreatedApiKey)
  async createKey(@Body({ schema: CreateApiKey }) input: CreateApiKey): Promise<CreatedApiKey> {
    const { key, plainKey } = await this.keys.create(input);
    return {
      key: toKeyView(key, this.clock.now()),
      plain_key: plainKey,
      warning: SHOWN_ONCE,
    };
  }

  /** A new key with the same rights in the place of this one, which goes on for a while. */
  @Post('auth/keys/:id/rotate')
  @HttpCode(201)
  @Requires('key:manage')
  @Answers(RotatedApiKey)
  async rotateKey(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: RotateApiKey }) input: RotateApiKey,
  ): Promise<RotatedApiKey> {
    const { key, plainKey, worksUntil } = await this.keys.rotate(id, input);
    return {
      key: toKeyView(key, this.clock.now()),
      plain_key: plainKey,
      warning: SHOWN_ONCE,
      replaces: { id, works_until: worksUntil.toISOString() },
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
