import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  AskResetPassword,
  AssignedRole,
  AssignRole,
  ChangeUser,
  CreatedUser,
  CreateUser,
  DeletedUser,
  EndedSessions,
  PeopleList,
  PeopleQuery,
  ResetPassword,
  UserList,
  UserRole,
  UserView,
} from '@legator/contracts';
import { Answers, Requires } from '@legator/core';
import { PeopleService } from './people.service.js';

const Id = z.uuid();

/** The people of the tenant, and what they may do in it. */
@Controller('api/v1')
export class UsersController {
  constructor(private readonly people: PeopleService) {}

  @Get('users')
  @Requires('user:manage')
  @Answers(UserList)
  async list(): Promise<UserList> {
    const users = await this.people.list();
    return { users, total: users.length };
  }

  /** Colleagues by name, all or those who may do something: so that people know whom to ask. */
  @Get('people')
  @Requires('approval:read')
  @Answers(PeopleList)
  async names(@Query({ schema: PeopleQuery }) { may }: PeopleQuery): Promise<PeopleList> {
    const people = await this.people.names(may);
    return { people, total: people.length };
  }

  @Post('users')
  @HttpCode(201)
  @Requires('user:manage')
  @Answers(CreatedUser)
  async create(@Body({ schema: CreateUser }) input: CreateUser): Promise<CreatedUser> {
    const { user, password } = await this.people.create(input);
    return { ...user, ...(password === undefined ? {} : { one_time_password: password }) };
  }

  @Get('users/:id')
  @Requires('user:manage')
  @Answers(UserView)
  get(@Param('id', { schema: Id }) id: string): Promise<UserView> {
    return this.people.get(id);
  }

  @Patch('users/:id')
  @Requires('user:manage')
  @Answers(UserView)
  async change(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeUser }) input: ChangeUser,
  ): Promise<UserView> {
    await this.people.change(id, input);
    return this.people.get(id);
  }

  /** Out of this tenant; the account goes with it when it belongs nowhere else. */
  @Delete('users/:id')
  @Requires('user:manage')
  @Answers(DeletedUser)
  async remove(@Param('id', { schema: Id }) id: string): Promise<DeletedUser> {
    return { status: 'deleted', account: await this.people.remove(id) };
  }

  @Get('users/:id/role')
  @Requires('user:manage')
  @Answers(UserRole)
  async role(@Param('id', { schema: Id }) id: string): Promise<UserRole> {
    const { role, permissions } = await this.people.roleOf(id);
    return { user_id: id, role, permissions: [...permissions] };
  }

  @Put('users/:id/role')
  @Requires('user:manage')
  @Answers(AssignedRole)
  async assignRole(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: AssignRole }) { role }: AssignRole,
  ): Promise<AssignedRole> {
    await this.people.assignRole(id, role);
    return { user_id: id, role, status: 'updated' };
  }

  /** They are signed out at once, everywhere, and sign in no more. */
  @Post('users/:id/disable')
  @HttpCode(200)
  @Requires('user:manage')
  @Answers(UserView)
  async disable(@Param('id', { schema: Id }) id: string): Promise<UserView> {
    await this.people.setState(id, 'disabled');
    return this.people.get(id);
  }

  @Post('users/:id/enable')
  @HttpCode(200)
  @Requires('user:manage')
  @Answers(UserView)
  async enable(@Param('id', { schema: Id }) id: string): Promise<UserView> {
    await this.people.setState(id, 'active');
    return this.people.get(id);
  }

  /** A password for one time, shown once; all sign-ins of theirs end, and with `revoke_keys` their keys. */
  @Post('users/:id/password')
  @HttpCode(200)
  @Requires('user:manage')
  @Answers(ResetPassword)
  async resetPassword(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: AskResetPassword }) { revoke_keys: revokeKeys }: AskResetPassword,
  ): Promise<ResetPassword> {
    const { password, ended, keys } = await this.people.resetPassword(id, revokeKeys);
    return {
      one_time_password: password,
      ended,
      revoked_keys: keys,
      warning: 'This is the only time the password is shown. It has to be changed at the next sign-in.',
    };
  }

  @Post('users/:id/sessions/end')
  @HttpCode(200)
  @Requires('user:manage')
  @Answers(EndedSessions)
  async endSessions(@Param('id', { schema: Id }) id: string): Promise<EndedSessions> {
    return { ended: await this.people.endSessions(id) };
  }
}
