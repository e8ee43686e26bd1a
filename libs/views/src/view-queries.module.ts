import { Module } from '@nestjs/common';
import { Evidence } from './evidence.service.js';
import { EvidenceStore } from './evidence.store.js';
import { FleetHappenings } from './happenings.service.js';
import { HappeningsStore } from './happenings.store.js';
import { NeedsList } from './needs.service.js';
import { NeedsStore } from './needs.store.js';
import { HostSeries } from './outlook/host-series.js';
import { OutlookStore } from './outlook/outlook.store.js';
import { Outlooks } from './outlook/outlooks.service.js';
import { Overview } from './overview.service.js';
import { OverviewStore } from './overview.store.js';
import { Timelines } from './timeline.service.js';
import { TimelineStore } from './timeline.store.js';

/** The questions across rooms, without routes and sockets: for rooms that ask them too. */
@Module({
  providers: [
    ...[Timelines, TimelineStore, NeedsList, NeedsStore, Overview, OverviewStore],
    ...[FleetHappenings, HappeningsStore],
    ...[Evidence, EvidenceStore],
    ...[Outlooks, OutlookStore, HostSeries],
  ],
  exports: [Timelines, NeedsList, Overview, FleetHappenings, Evidence, Outlooks],
})
export class ViewQueriesModule {}
