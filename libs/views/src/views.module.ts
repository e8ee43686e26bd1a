import { Module } from '@nestjs/common';
import { EvidenceController } from './evidence.controller.js';
import { ConsoleAccess } from './live/console-access.js';
import { ConsoleGateway } from './live/console.gateway.js';
import { LiveRows } from './live/live-rows.service.js';
import { LiveRowsStore } from './live/live-rows.store.js';
import { OutlookController } from './outlook/outlook.controller.js';
import { OverviewController } from './overview.controller.js';
import { TimelineController } from './timeline.controller.js';
import { ViewQueriesModule } from './view-queries.module.js';

/** What the control plane binds in to have views. Needs the tables of the other rooms, and none of their services. */
@Module({
  imports: [ViewQueriesModule],
  controllers: [TimelineController, OverviewController, EvidenceController, OutlookController],
  providers: [ConsoleAccess, ConsoleGateway, LiveRows, LiveRowsStore],
})
export class ViewsModule {}
