import { Global, Module } from '@nestjs/common';
import { Judge } from '@legator/core';
import { FleetModule } from '@legator/fleet';
import { ApplyPolicyType } from './assignments/apply-policy.type.js';
import { AssignmentsController } from './assignments/assignments.controller.js';
import { Assignments } from './assignments/assignments.service.js';
import { AssignmentsStore } from './assignments/assignments.store.js';
import { Foresight } from './assignments/foresight.service.js';
import { HeldPolicies } from './assignments/held-policies.service.js';
import { PolicyPush } from './assignments/policy-push.service.js';
import { Settling } from './assignments/settling.service.js';
import { PolicySiteRule } from './assignments/site-rule.js';
import { PolicyTagRule } from './assignments/tag-rule.js';
import { PolicyOfTags } from './assignments/tags.handler.js';
import { CommandJudge } from './command-judge.js';
import { PolicyJudge } from './policy-judge.js';
import { RolloutJudge } from './rollouts/rollout-judge.js';
import { Replay } from './simulation/replay.service.js';
import { SimulationController } from './simulation/simulation.controller.js';
import { Simulation } from './simulation/simulation.service.js';
import { Surroundings } from './surroundings.service.js';
import { Documents } from './templates/documents.service.js';
import { PoliciesController } from './templates/policies.controller.js';
import { Templates } from './templates/templates.service.js';
import { TemplatesStore } from './templates/templates.store.js';

@Global()
@Module({
  imports: [FleetModule],
  controllers: [AssignmentsController, SimulationController, PoliciesController],
  providers: [
    ...[TemplatesStore, Documents, Templates],
    ...[AssignmentsStore, HeldPolicies, Settling, ApplyPolicyType, Assignments, Foresight, PolicyPush],
    ...[PolicyOfTags, PolicyTagRule, PolicySiteRule],
    ...[Surroundings, CommandJudge, RolloutJudge, Simulation, Replay],
    { provide: Judge, useClass: PolicyJudge },
  ],
  exports: [Judge],
})
export class PolicyModule {}
