import { Module } from '@nestjs/common';
import { Transactions } from '@legator/core';
import { EnrolmentService } from './enrolment/enrolment.service.js';
import { EnrolmentStore } from './enrolment/enrolment.store.js';
import { RegisterController } from './enrolment/register.controller.js';
import { TokenStore } from './enrolment/token.store.js';
import { TokensController } from './enrolment/tokens.controller.js';
import { TokensService } from './enrolment/tokens.service.js';
import { FleetFacts } from './facts/fleet-facts.service.js';
import { FleetFactsStore } from './facts/fleet-facts.store.js';
import { FleetLines } from './facts/fleet-lines.service.js';
import { FleetWords } from './facts/fleet-words.service.js';
import { FlappingHandler } from './flapping.handler.js';
import { FlappingStore } from './flapping.store.js';
import { FleetMetrics } from './fleet-metrics.js';
import { HelloListeners } from './hello-listeners.js';
import { FleetInventory } from './inventory/fleet-inventory.js';
import { FleetInventoryStore } from './inventory/fleet-inventory.store.js';
import { InventoryWriter } from './inventory/inventory-writer.js';
import { InventoryStore } from './inventory/inventory.store.js';
import { BulkTags } from './list/bulk-tags.service.js';
import { FleetBulkController } from './list/fleet-bulk.controller.js';
import { FleetQueries } from './list/fleet-queries.service.js';
import { FleetRowsController } from './list/fleet-rows.controller.js';
import { FleetRowsStore } from './list/fleet-rows.store.js';
import { SavedFiltersController } from './list/saved-filters.controller.js';
import { SavedFilters } from './list/saved-filters.service.js';
import { SavedFiltersStore } from './list/saved-filters.store.js';
import { Sparklines } from './list/sparklines.service.js';
import { SparklinesStore } from './list/sparklines.store.js';
import { SEARCH_MS, TimedSearches } from './list/timed-searches.js';
import { WaitingApprovals } from './list/waiting-approvals.js';
import { ConnectionsWriter } from './neighbours/connections-writer.js';
import { NeighboursController } from './neighbours/neighbours.controller.js';
import { Neighbours } from './neighbours/neighbours.service.js';
import { NeighboursStore } from './neighbours/neighbours.store.js';
import { PolicyLine } from './policy-line.js';
import { BeatStore } from './presence/beat.store.js';
import { LaterConnections } from './presence/later-connections.js';
import { LinkRecorder } from './presence/link-recorder.js';
import { LinkStore } from './presence/link.store.js';
import { LinkedProbes } from './presence/linked-probes.js';
import { OfflineSweep } from './presence/offline-sweep.js';
import { Presence } from './presence/presence.js';
import { PresenceFlush } from './presence/presence-flush.js';
import { ProbeEviction } from './probe-eviction.js';
import { ProbeKeys } from './probe-keys.js';
import { CounterStore } from './probes/counter.store.js';
import { FleetController } from './probes/fleet.controller.js';
import { ProbeListStore } from './probes/probe-list.store.js';
import { ProbeConditions } from './probes/probe-conditions.js';
import { ProbeStore } from './probes/probe.store.js';
import { ProbesController } from './probes/probes.controller.js';
import { ProbesService } from './probes/probes.service.js';
import { TagRules } from './probes/tag-rules.js';
import { SetSiteType } from './sites/set-site.type.js';
import { SiteAssignments } from './sites/site-assignments.service.js';
import { SiteChanges } from './sites/site-changes.service.js';
import { SiteMoves } from './sites/site-moves.service.js';
import { SiteRules } from './sites/site-rules.js';
import { SitesController } from './sites/sites.controller.js';
import { Sites } from './sites/sites.service.js';
import { SitesStore } from './sites/sites.store.js';
import { SummaryContributors } from './summary-contributors.js';
import { SuspendedTenants } from './suspended-tenants.handler.js';
import { VitalsPartitions } from './vitals/vitals-partitions.js';
import { VitalsRollup } from './vitals/vitals-rollup.js';
import { VitalsService } from './vitals/vitals.service.js';
import { VitalsStore } from './vitals/vitals.store.js';

/**
 * Hosts and their probes. Two ports must be provided by a global module: `ProbeChannel` (by the gateway) and
 * `ServerKeys` (by whoever signs frames). Their providers must not ask for anything of this room.
 */
@Module({
  controllers: [
    ...[TokensController, RegisterController, ProbesController, FleetController],
    ...[FleetRowsController, SavedFiltersController, FleetBulkController, SitesController],
    NeighboursController,
  ],
  providers: [
    ...[TokenStore, TokensService, EnrolmentStore, EnrolmentService, ProbeKeys],
    ...[ProbeStore, ProbeListStore, CounterStore, ProbesService, ProbeEviction],
    ...[LinkedProbes, LinkStore, LinkRecorder, BeatStore, PresenceFlush, Presence, OfflineSweep],
    LaterConnections,
    ...[InventoryStore, InventoryWriter, FleetInventoryStore, FleetInventory],
    ...[NeighboursStore, ConnectionsWriter, Neighbours],
    ...[VitalsPartitions, VitalsStore, VitalsService, VitalsRollup],
    ...[FleetRowsStore, FleetQueries, SparklinesStore, Sparklines, SavedFiltersStore, SavedFilters, BulkTags],
    {
      provide: TimedSearches,
      useFactory: (transactions: Transactions) => new TimedSearches(transactions, SEARCH_MS),
      inject: [Transactions],
    },
    ...[FleetFactsStore, FleetFacts, FleetWords, FleetLines],
    ...[PolicyLine, ProbeConditions, TagRules],
    ...[SitesStore, Sites, SiteRules, SiteMoves, SiteChanges, SetSiteType, SiteAssignments],
    ...[
      HelloListeners,
      SummaryContributors,
      WaitingApprovals,
      FlappingStore,
      FlappingHandler,
      FleetMetrics,
      SuspendedTenants,
    ],
  ],
  exports: [
    EnrolmentService,
    TokensService,
    ProbesService,
    FleetQueries,
    FleetFacts,
    FleetWords,
    FleetLines,
    VitalsService,
    ProbeKeys,
    Presence,
    LaterConnections,
    HelloListeners,
    PolicyLine,
    ProbeConditions,
    TagRules,
    Sites,
    SiteRules,
    SummaryContributors,
    WaitingApprovals,
  ],
})
export class FleetModule {}
