import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import {
  AddMember,
  AssignedTenants,
  AssignTenants,
  ChangeMember,
  ChangeTenant,
  CreateOrganization,
  CreateTenant,
  MemberList,
  MemberView,
  OrganizationList,
  OrganizationView,
  TenantList,
  TenantView,
} from '@legator/contracts';
import { Answers, AnswersNothing, Requires, SignedIn } from '@legator/core';
import { TenantsService } from './tenants.service.js';

const TenantId = z.string().min(1).max(63);
const UserId = z.uuid();

/** Tenants, what they belong to, and who belongs to them. */
@Controller('api/v1')
export class TenantsController {
  constructor(private readonly tenants: TenantsService) {}

  /** Those where one belongs; all of them for administrators of the installation. */
  @Get('tenants')
  @SignedIn()
  @Answers(TenantList)
  async list(): Promise<TenantList> {
    const tenants = await this.tenants.list();
    return { tenants, total: tenants.length };
  }

  @Post('tenants')
  @HttpCode(201)
  @Requires('tenant:manage')
  @Answers(TenantView)
  create(@Body({ schema: CreateTenant }) input: CreateTenant): Promise<TenantView> {
    return this.tenants.create(input);
  }

  @Get('tenants/:id')
  @SignedIn()
  @Answers(TenantView)
  get(@Param('id', { schema: TenantId }) id: string): Promise<TenantView> {
    return this.tenants.get(id);
  }

  @Patch('tenants/:id')
  @Requires('tenant:manage')
  @Answers(TenantView)
  change(
    @Param('id', { schema: TenantId }) id: string,
    @Body({ schema: ChangeTenant }) input: ChangeTenant,
  ): Promise<TenantView> {
    return this.tenants.change(id, input);
  }

  /** Closes it; refused while it has probes. */
  @Delete('tenants/:id')
  @HttpCode(204)
  @Requires('tenant:manage')
  @AnswersNothing()
  remove(@Param('id', { schema: TenantId }) id: string): Promise<void> {
    return this.tenants.remove(id);
  }

  @Get('organizations')
  @Requires('tenant:manage')
  @Answers(OrganizationList)
  async organizations(): Promise<OrganizationList> {
    const organizations = await this.tenants.organizations();
    return { organizations, total: organizations.length };
  }

  @Post('organizations')
  @HttpCode(201)
  @Requires('tenant:manage')
  @Answers(OrganizationView)
  createOrganization(
    @Body({ schema: CreateOrganization }) input: CreateOrganization,
  ): Promise<OrganizationView> {
    return this.tenants.createOrganization(input);
  }

  @Get('tenants/:id/members')
  @Requires('member:manage')
  @Answers(MemberList)
  async members(@Param('id', { schema: TenantId }) id: string): Promise<MemberList> {
    const members = await this.tenants.members(id);
    return { members, total: members.length };
  }

  /** An account that exists, by an administrator of the installation; others are invited. */
  @Post('tenants/:id/members')
  @HttpCode(201)
  @Requires('member:manage')
  @Answers(MemberView)
  addMember(
    @Param('id', { schema: TenantId }) id: string,
    @Body({ schema: AddMember }) input: AddMember,
  ): Promise<MemberView> {
    return this.tenants.addMember(id, input);
  }

  @Patch('tenants/:id/members/:user')
  @Requires('member:manage')
  @Answers(MemberView)
  changeMember(
    @Param('id', { schema: TenantId }) id: string,
    @Param('user', { schema: UserId }) user: string,
    @Body({ schema: ChangeMember }) input: ChangeMember,
  ): Promise<MemberView> {
    return this.tenants.changeMember(id, user, input);
  }

  @Delete('tenants/:id/members/:user')
  @HttpCode(204)
  @Requires('member:manage')
  @AnswersNothing()
  removeMember(
    @Param('id', { schema: TenantId }) id: string,
    @Param('user', { schema: UserId }) user: string,
  ): Promise<void> {
    return this.tenants.removeMember(id, user);
  }

  @Put('users/:id/tenants')
  @Requires('user:manage')
  @Answers(AssignedTenants)
  async setTenants(
    @Param('id', { schema: UserId }) id: string,
    @Body({ schema: AssignTenants }) { tenant_ids: tenantIds, role }: AssignTenants,
  ): Promise<AssignedTenants> {
    await this.tenants.setTenants(id, tenantIds, role);
    return { user_id: id, tenant_ids: [...new Set(tenantIds)], status: 'updated' };
  }
}
