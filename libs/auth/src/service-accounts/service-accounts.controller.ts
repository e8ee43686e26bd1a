import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { z } from 'zod';
import {
  ChangeServiceAccount,
  CreateServiceAccount,
  ServiceAccountList,
  ServiceAccountView,
} from '@legator/contracts';
import { Answers, AnswersNothing, Requires } from '@legator/core';
import type { ServiceAccount } from './service-account.js';
import { ServiceAccountsService } from './service-accounts.service.js';

@Controller('api/v1/service-accounts')
export class ServiceAccountsController {
  constructor(private readonly accounts: ServiceAccountsService) {}

  @Get()
  @Requires('key:manage')
  @Answers(ServiceAccountList)
  async list(): Promise<ServiceAccountList> {
    const accounts = (await this.accounts.list()).map(toView);
    return { service_accounts: accounts, total: accounts.length };
  }

  @Post()
  @HttpCode(201)
  @Requires('key:manage')
  @Answers(ServiceAccountView)
  async create(
    @Body({ schema: CreateServiceAccount }) input: CreateServiceAccount,
  ): Promise<ServiceAccountView> {
    return toView(await this.accounts.create(input));
  }

  @Patch(':id')
  @Requires('key:manage')
  @Answers(ServiceAccountView)
  async change(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: ChangeServiceAccount }) input: ChangeServiceAccount,
  ): Promise<ServiceAccountView> {
    return toView(await this.accounts.change(id, input));
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('key:manage')
  @AnswersNothing()
  async remove(@Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    await this.accounts.remove(id);
  }
}

function toView(account: ServiceAccount): ServiceAccountView {
  const { id, name, description, role, rights, keys, lastUsedAt, createdAt, createdBy } = account;
  return {
    ...{ id, name },
    ...(description && { description }),
    ...(role && { role }),
    permissions: [...rights],
    enabled: account.disabledAt === null,
    keys,
    ...(lastUsedAt && { last_used_at: lastUsedAt.toISOString() }),
    created_at: createdAt.toISOString(),
    created_by: createdBy,
  };
}
