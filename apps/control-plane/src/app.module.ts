import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { Approval, ApprovalsModule } from '@legator/approvals';
import { AuditModule } from '@legator/audit';
import { ApiKey, AuthModule } from '@legator/auth';
import { ChatModule } from '@legator/chat';
import { CommandsModule } from '@legator/commands';
import { CoreModule } from '@legator/core';
import { DirectivesModule } from '@legator/directives';
import { FleetModule } from '@legator/fleet';
import { GatewayModule } from '@legator/gateway';
import { ModelsModule } from '@legator/models';
import { PolicyModule } from '@legator/policy';
import { ViewsModule } from '@legator/views';
import { Wiring } from './wiring.js';

/** Tables that TypeORM maps; the others are written and read in plain SQL by their stores. */
export const entities = [ApiKey, Approval];

type CoreOptions = Parameters<typeof CoreModule.with>[0];

/** Binds the rooms together. No rules of its own. */
@Module({})
export class AppModule {
  static with(core: CoreOptions, more: readonly DynamicModule[] = []): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ...more,
        CoreModule.with(core),
        AuditModule,
        DirectivesModule,
        AuthModule,
        FleetModule,
        PolicyModule,
        ApprovalsModule,
        CommandsModule,
        GatewayModule,
        ViewsModule,
        ModelsModule,
        ChatModule,
      ],
      providers: [Wiring],
    };
  }
}
