import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { z } from 'zod';
import {
  AddPasskey,
  PasskeyList,
  PasskeyOptions,
  PasskeyView,
  RemovedPasskeys,
  RenamePasskey,
} from '@legator/contracts';
import { Answers, AnswersNothing, CONFIG, CurrentActor, Requires, SignedIn } from '@legator/core';
import type { Actor, Config } from '@legator/core';
import { LostPasskeys } from './lost-passkeys.service.js';
import { OwnPasskeys } from './own-passkeys.service.js';
import type { Passkey } from './passkeys.store.js';
import { siteOrThrow } from './site.js';

const Id = z.uuid();

/** One's own passkeys, and those of somebody who lost theirs. */
@Controller('api/v1')
export class PasskeysController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly own: OwnPasskeys,
    private readonly lost: LostPasskeys,
  ) {}

  @Get('profile/passkeys')
  @SignedIn()
  @Answers(PasskeyList)
  async list(@CurrentActor() actor: Actor): Promise<PasskeyList> {
    const passkeys = (await this.own.list(actor)).map(toView);
    return { passkeys, total: passkeys.length };
  }

  /** For `navigator.credentials.create`. The person must have proved within 5 minutes that they are there. */
  @Post('profile/passkeys/options')
  @HttpCode(200)
  @SignedIn()
  @Answers(PasskeyOptions)
  async options(@CurrentActor() actor: Actor, @Req() { headers }: Request): Promise<PasskeyOptions> {
    return { options: await this.own.options(actor, siteOrThrow(this.config, headers)) };
  }

  @Post('profile/passkeys')
  @HttpCode(201)
  @SignedIn()
  @Answers(PasskeyView)
  async add(
    @CurrentActor() actor: Actor,
    @Body({ schema: AddPasskey }) input: AddPasskey,
    @Req() { headers }: Request,
  ): Promise<PasskeyView> {
    return toView(await this.own.add(actor, input, siteOrThrow(this.config, headers)));
  }

  @Patch('profile/passkeys/:id')
  @HttpCode(204)
  @SignedIn()
  @AnswersNothing()
  async rename(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RenamePasskey }) { name }: RenamePasskey,
  ): Promise<void> {
    await this.own.rename(actor, id, name);
  }

  /** The person must have proved within 5 minutes, by a passkey, that they are there. */
  @Delete('profile/passkeys/:id')
  @HttpCode(204)
  @SignedIn()
  @AnswersNothing()
  async remove(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string): Promise<void> {
    await this.own.remove(actor, id);
  }

  /** Of somebody who lost their device. Ends all their sign-ins. */
  @Delete('users/:id/passkeys')
  @Requires('user:manage')
  @Answers(RemovedPasskeys)
  async removeTheirs(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
  ): Promise<RemovedPasskeys> {
    return { removed: await this.lost.remove(actor, id) };
  }
}

function toView(one: Passkey): PasskeyView {
  return {
    id: one.id,
    name: one.name,
    created_at: one.createdAt.toISOString(),
    last_used_at: one.lastUsedAt?.toISOString() ?? null,
    transports: one.transports,
  };
}
