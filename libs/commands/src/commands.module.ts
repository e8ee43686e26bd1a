import { Module } from '@nestjs/common';
import { FleetModule } from '@legator/fleet';
import { CapturesStore } from './captured/captures.store.js';
import { CommandChanges } from './captured/command-changes.service.js';
import { RevertsController } from './captured/reverts.controller.js';
import { Reverts } from './captured/reverts.service.js';
import { ChunksStore } from './chunks.store.js';
import { ChosenProbes } from './chosen-probes.js';
import { CommandEnds } from './command-ends.service.js';
import { CommandPreviews } from './command-previews.service.js';
import { CommandRequests } from './command-requests.service.js';
import { CommandsController } from './commands.controller.js';
import { CommandsService } from './commands.service.js';
import { Delivery } from './delivery.service.js';
import { DispatchesStore } from './dispatches.store.js';
import { DispatchResults } from './dispatch-results.service.js';
import { Acceptances } from './acceptances.service.js';
import { Endings } from './endings.service.js';
import { EventHub } from './event-hub.js';
import { EventStream } from './event-stream.service.js';
import { EventsStore } from './events.store.js';
import { ManyCommandsController } from './many-commands.controller.js';
import { OutputChunks } from './output-chunks.service.js';
import { PreviewController } from './preview.controller.js';
import { ProbeCommandController } from './probe-command.controller.js';
import { Reconcile } from './reconcile.service.js';
import { RequestsStore } from './requests.store.js';
import { ResultsStore } from './results.store.js';
import { RolloutControl } from './rollouts/rollout-control.service.js';
import { RolloutDriver } from './rollouts/rollout-driver.service.js';
import { RolloutEnds } from './rollouts/rollout-ends.service.js';
import { RolloutGate } from './rollouts/rollout-gate.service.js';
import { RolloutRequests } from './rollouts/rollout-requests.service.js';
import { RolloutSteps } from './rollouts/rollout-steps.service.js';
import { RolloutWake } from './rollouts/rollout-wake.js';
import { RolloutWaves } from './rollouts/rollout-waves.service.js';
import { RolloutType } from './rollouts/rollout.type.js';
import { RolloutsController } from './rollouts/rollouts.controller.js';
import { RolloutsStore } from './rollouts/rollouts.store.js';
import { TargetsStore } from './rollouts/targets.store.js';
import { RunCommandType } from './run-command.type.js';
import { Sweeper } from './sweeper.service.js';

/** Commands on probes. Needs `ProbeChannel` bound by the application. */
@Module({
  imports: [FleetModule],
  controllers: [
    CommandsController,
    ManyCommandsController,
    ProbeCommandController,
    PreviewController,
    RevertsController,
    RolloutsController,
  ],
  providers: [
    ...[DispatchesStore, ResultsStore, ChunksStore, EventsStore, RequestsStore],
    ...[EventHub, EventStream, Endings, OutputChunks, DispatchResults, Acceptances],
    ...[Delivery, Reconcile, Sweeper, RunCommandType, CommandRequests, CommandsService],
    ...[ChosenProbes, CommandEnds, CommandPreviews, CapturesStore, CommandChanges, Reverts],
    ...[RolloutsStore, TargetsStore, RolloutWake, RolloutType, RolloutRequests],
    ...[RolloutGate, RolloutWaves, RolloutEnds, RolloutSteps, RolloutDriver, RolloutControl],
  ],
  exports: [
    ChosenProbes,
    CommandEnds,
    CommandRequests,
    CommandsService,
    RolloutRequests,
    DispatchResults,
    OutputChunks,
    Acceptances,
    Reconcile,
    RolloutControl,
  ],
})
export class CommandsModule {}
