import { Global, Module } from '@nestjs/common';
import { Admission } from './admission.js';
import { DirectiveControl } from './control.service.js';
import { DirectiveTypes } from './directive-types.js';
import { DirectivesController } from './directives.controller.js';
import { DirectivesStore } from './directives.store.js';
import { FreezeController } from './freeze.controller.js';
import { FreezeStore } from './freeze.store.js';
import { Freezes } from './freezes.service.js';
import { InlineRuns } from './inline-runs.js';
import { LocalRuns } from './local-runs.js';
import { Outcomes } from './outcomes.service.js';
import { PromptStart } from './prompt-start.js';
import { DirectiveRequests } from './requests.service.js';
import { DirectiveRunner } from './runner.service.js';
import { RunnerStore } from './runner.store.js';
import { Waiters } from './waiters.js';
import { WakeRunner } from './wake-runner.js';

/** Needs `Judge` and `Gate` bound by the application; knows neither policy nor approvals. */
@Global()
@Module({
  controllers: [DirectivesController, FreezeController],
  providers: [
    Admission,
    DirectiveControl,
    DirectiveRequests,
    DirectiveRunner,
    DirectivesStore,
    DirectiveTypes,
    Freezes,
    FreezeStore,
    InlineRuns,
    LocalRuns,
    Outcomes,
    PromptStart,
    RunnerStore,
    Waiters,
    WakeRunner,
  ],
  exports: [DirectiveControl, DirectiveRequests, DirectiveTypes, Outcomes, PromptStart, Waiters],
})
export class DirectivesModule {}
