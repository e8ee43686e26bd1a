import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  AuthPermissions,
  ChangeRole,
  CreateRole,
  DeletedRole,
  Permission,
  RoleList,
  RoleName,
  RoleView,
} from '@legator/contracts';
import { Answers, findContext, Public, Requires, SignedIn } from '@legator/core';
import { builtIn, RolesService } from './roles.service.js';

/** What roles there are, and what they allow. */
@Controller('api/v1')
export class RolesController {
  constructor(private readonly roles: RolesService) {}

  /** All permissions and the built-in roles; the tenant's own roles for whoever belongs to it. */
  @Get('auth/permissions')
  @Public()
  @Answers(AuthPermissions)
  async permissions(): Promise<AuthPermissions> {
    const roles = findContext() ? await this.roles.list() : builtIn();
    const entries = roles.map(({ name, permissions, built_in, description }) => [
      name,
      { permissions, built_in, ...(description ? { description } : {}) },
    ]);
    return { roles: Object.fromEntries(entries), permissions: [...Permission.options].sort() };
  }

  @Get('roles')
  @SignedIn()
  @Answers(RoleList)
  async list(): Promise<RoleList> {
    const roles = await this.roles.list();
    return { roles, total: roles.length };
  }

  @Post('roles')
  @HttpCode(201)
  @Requires('role:manage')
  @Answers(RoleView)
  create(@Body({ schema: CreateRole }) input: CreateRole): Promise<RoleView> {
    return this.roles.create(input);
  }

  /** Everybody who has it may do that from now on. */
  @Put('roles/:name')
  @Requires('role:manage')
  @Answers(RoleView)
  change(
    @Param('name', { schema: RoleName }) name: string,
    @Body({ schema: ChangeRole }) input: ChangeRole,
  ): Promise<RoleView> {
    return this.roles.change(name, input);
  }

  @Delete('roles/:name')
  @Requires('role:manage')
  @Answers(DeletedRole)
  async remove(@Param('name', { schema: RoleName }) name: string): Promise<DeletedRole> {
    await this.roles.remove(name);
    return { status: 'deleted', name };
  }
}
