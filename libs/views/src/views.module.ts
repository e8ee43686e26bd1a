import { Module } from '@nestjs/common';
import { ConsoleAccess } from './live/console-access.js';
import { ConsoleGateway } from './live/console.gateway.js';
import { LiveRows } from './live/live-rows.service.js';
import { LiveRowsStore } from './live/live-rows.store.js';
import { NeedsList } from './needs.service.js';
import { NeedsStore } from './needs.store.js';
import { OverviewController } from './overview.controller.js';
import { Overview } from './overview.service.js';
import { OverviewStore } from './overview.store.js';
import { TimelineController } from './timeline.controller.js';
import { Timelines } from './timeline.service.js';
import { TimelineStore } from './timeline.store.js';

const live = [ConsoleAccess, ConsoleGateway, LiveRows, LiveRowsStore];

/** What the control plane binds in to have views. Needs the tables of the other rooms, and none of their services. */
@Module({
  controllers: [TimelineController, OverviewController],
  providers: [...live, Timelines, TimelineStore, NeedsList, NeedsStore, Overview, OverviewStore],
})
export class ViewsModule {}
