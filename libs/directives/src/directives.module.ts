import { Global, Module } from '@nestjs/common';
import { Admission } from './admission.js';
import { RateLimits } from './rate-limits.js';
import { DirectiveControl } from './control.service.js';
import { DirectiveTypes } from './directive-types.js';
import { DirectivesController } from './directives.controller.js';
import { DirectiveHistory } from './history.js';
import { DirectivesStore } from './directives.store.js';
import { FreezeController } from './freeze.controller.js';
import { FreezeEnds } from './freeze-ends.service.js';
import { FreezeScopes } from './freeze-scopes.js';
import { FreezeStore } from './freeze.store.js';
import { Freezes } from './freezes.service.js';
import { Gates } from './gates.js';
import { InlineRuns } from './inline-runs.js';
import { InlineStarts } from './inline-starts.js';
import { JudgingAgain } from './judging-again.service.js';
import { LocalRuns } from './local-runs.js';
import { Outcomes } from './outcomes.service.js';
import { Parts } from './parts.js';
import { PromptStart } from './prompt-start.js';
import { RecentDirectives } from './recent-directives.js';
import { DirectiveRequests } from './requests.service.js';
import { DirectiveRunner } from './runner.service.js';
import { Recalls } from './recalls.service.js';
import { Replacements } from './replacements.js';
import { RunnerStore } from './runner.store.js';
import { StaleVerdicts } from './stale-verdicts.store.js';
import { Waiters } from './waiters.js';
import { WaitingSubjects } from './waiting-subjects.js';
import { WakeRunner } from './wake-runner.js';

/** Needs `Judge` and `Gate` bound by the application; knows neither policy nor approvals. */
@Global()
@Module({
  controllers: [DirectivesController, FreezeController],
  providers: [
    Admission,
    RateLimits,
    DirectiveControl,
    DirectiveHistory,
    DirectiveRequests,
    DirectiveRunner,
    DirectivesStore,
    DirectiveTypes,
    FreezeEnds,
    Freezes,
    FreezeScopes,
    FreezeStore,
    Gates,
    InlineRuns,
    InlineStarts,
    JudgingAgain,
    LocalRuns,
    Outcomes,
    Parts,
    PromptStart,
    Recalls,
    Replacements,
    RecentDirectives,
    RunnerStore,
    StaleVerdicts,
    Waiters,
    WaitingSubjects,
    WakeRunner,
  ],
  exports: [
    DirectiveControl,
    DirectiveHistory,
    DirectiveRequests,
    DirectiveTypes,
    Freezes,
    FreezeScopes,
    InlineStarts,
    Outcomes,
    Parts,
    PromptStart,
    RecentDirectives,
    StaleVerdicts,
    Waiters,
    WaitingSubjects,
  ],
})
export class DirectivesModule {}
