import { Module } from '@nestjs/common';
import { FleetModule } from '@legator/fleet';
import { ChunksStore } from './chunks.store.js';
import { ChosenProbes } from './chosen-probes.js';
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
import { RunCommandType } from './run-command.type.js';
import { Sweeper } from './sweeper.service.js';

/** Commands on probes. Needs `ProbeChannel` bound by the application. */
@Module({
  imports: [FleetModule],
  controllers: [CommandsController, ManyCommandsController, ProbeCommandController, PreviewController],
  providers: [
    ...[DispatchesStore, ResultsStore, ChunksStore, EventsStore, RequestsStore],
    ...[EventHub, EventStream, Endings, OutputChunks, DispatchResults, Acceptances],
    ...[Delivery, Reconcile, Sweeper, RunCommandType, CommandRequests, CommandsService],
    ...[ChosenProbes, CommandPreviews],
  ],
  exports: [CommandRequests, CommandsService, DispatchResults, OutputChunks, Acceptances, Reconcile],
})
export class CommandsModule {}
