import { Global, Module } from '@nestjs/common';
import { Judge } from '@legator/core';
import { FleetModule } from '@legator/fleet';
import { CommandJudge } from './command-judge.js';
import { PolicyJudge } from './policy-judge.js';

@Global()
@Module({
  imports: [FleetModule],
  providers: [CommandJudge, { provide: Judge, useClass: PolicyJudge }],
  exports: [Judge],
})
export class PolicyModule {}
