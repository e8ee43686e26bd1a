import { Module } from '@nestjs/common';
import { Egress } from './calls/egress.js';
import { ModelCalls } from './calls/model-calls.service.js';
import { ProfileTests } from './calls/profile-tests.service.js';
import { Models } from './models.js';
import { Activation } from './profiles/activation.service.js';
import { ActiveProfile } from './profiles/active-profile.service.js';
import { Dock } from './profiles/dock.js';
import { EnvironmentProfile } from './profiles/environment-profile.js';
import { ModelProfilesController } from './profiles/model-profiles.controller.js';
import { ProfilesService } from './profiles/profiles.service.js';
import { ProfilesStore } from './profiles/profiles.store.js';
import { ModelSettingsController } from './settings/model-settings.controller.js';
import { ModelSettingsService } from './settings/model-settings.service.js';
import { ModelSettingsStore } from './settings/model-settings.store.js';
import { ModelUsageController } from './usage/model-usage.controller.js';
import { UsagePruning } from './usage/usage-pruning.js';
import { UsageReport } from './usage/usage-report.service.js';
import { UsageReportStore } from './usage/usage-report.store.js';
import { UsageService } from './usage/usage.service.js';
import { UsageStore } from './usage/usage.store.js';

/** Language models that tenants may ask. */
@Module({
  controllers: [ModelProfilesController, ModelSettingsController, ModelUsageController],
  providers: [
    ...[ProfilesStore, EnvironmentProfile, Dock, ProfilesService, Activation, ActiveProfile],
    ...[ModelSettingsStore, ModelSettingsService],
    ...[UsageStore, UsageService, UsageReportStore, UsageReport, UsagePruning],
    ...[Egress, ModelCalls, ProfileTests, Models],
  ],
  exports: [Models],
})
export class ModelsModule {}
