import { Module } from '@nestjs/common';
import { NeedsList } from './needs.service.js';
import { NeedsStore } from './needs.store.js';
import { OverviewController } from './overview.controller.js';
import { Overview } from './overview.service.js';
import { OverviewStore } from './overview.store.js';
import { TimelineController } from './timeline.controller.js';
import { Timelines } from './timeline.service.js';
import { TimelineStore } from './timeline.store.js';

/** What the control plane binds in to have views. Needs the tables of the other rooms, and none of their services. */
@Module({
  controllers: [TimelineController, OverviewController],
  providers: [Timelines, TimelineStore, NeedsList, NeedsStore, Overview, OverviewStore],
})
export class ViewsModule {}
