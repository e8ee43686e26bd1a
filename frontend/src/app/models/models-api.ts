import { Injectable, inject } from '@angular/core';
import { Api } from '../core/api-client';
import { modelSettingsBoundary } from '../core/api/fn/model-settings/model-settings-boundary';
import { modelSettingsBudget } from '../core/api/fn/model-settings/model-settings-budget';
import { modelSettingsGet } from '../core/api/fn/model-settings/model-settings-get';
import { modelSettingsRouting } from '../core/api/fn/model-settings/model-settings-routing';
import { modelProfilesActivate } from '../core/api/fn/model-profiles/model-profiles-activate';
import { modelProfilesChange } from '../core/api/fn/model-profiles/model-profiles-change';
import { modelProfilesCreate } from '../core/api/fn/model-profiles/model-profiles-create';
import { modelProfilesList } from '../core/api/fn/model-profiles/model-profiles-list';
import { modelProfilesModels } from '../core/api/fn/model-profiles/model-profiles-models';
import { modelProfilesRemove } from '../core/api/fn/model-profiles/model-profiles-remove';
import { modelProfilesTest } from '../core/api/fn/model-profiles/model-profiles-test';
import { modelProfilesWhoAnswers } from '../core/api/fn/model-profiles/model-profiles-who-answers';
import { modelUsageSeries } from '../core/api/fn/model-usage/model-usage-series';
import { modelUsageUsage } from '../core/api/fn/model-usage/model-usage-usage';
import type {
  ActiveModelProfile,
  ChangeModelProfile,
  CreateModelProfile,
  DataBoundary,
  ModelProfileView,
  ModelRouting,
  ModelSettingsView,
  ModelTest,
  ModelUsage,
  ModelUsageSeries,
  OfferedModels,
  PutModelBudget,
} from '../core/api/models';
import type { ApiError } from '../core/api-error';

/** The calls of the model dock. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class ModelsApi {
  private readonly api = inject(Api);

  async profiles(): Promise<readonly ModelProfileView[]> {
    return (await this.api.call(modelProfilesList())).profiles;
  }

  /** Who answers now; nothing while no model is set up. */
  async active(): Promise<{ readonly now: ActiveModelProfile | undefined }> {
    try {
      return { now: await this.api.call(modelProfilesWhoAnswers()) };
    } catch (error) {
      if ((error as ApiError).status === 404) return { now: undefined };
      throw error;
    }
  }

  async create(body: CreateModelProfile): Promise<ModelProfileView> {
    return (await this.api.call(modelProfilesCreate({ body }))).profile;
  }

  async change(id: string, body: ChangeModelProfile): Promise<ModelProfileView> {
    return (await this.api.call(modelProfilesChange({ id, body }))).profile;
  }

  async remove(id: string): Promise<void> {
    await this.api.call(modelProfilesRemove({ id }));
  }

  async activate(id: string): Promise<void> {
    await this.api.call(modelProfilesActivate({ id }));
  }

  /** Takes up to half a minute. */
  test(id: string): Promise<ModelTest> {
    return this.api.call(modelProfilesTest({ id }));
  }

  offered(id: string): Promise<OfferedModels> {
    return this.api.call(modelProfilesModels({ id }));
  }

  settings(): Promise<ModelSettingsView> {
    return this.api.call(modelSettingsGet());
  }

  setBoundary(boundary: DataBoundary): Promise<ModelSettingsView> {
    return this.api.call(modelSettingsBoundary({ body: { boundary } }));
  }

  setRouting(routing: ModelRouting): Promise<ModelSettingsView> {
    return this.api.call(modelSettingsRouting({ body: { routing } }));
  }

  setBudget(body: PutModelBudget): Promise<ModelSettingsView> {
    return this.api.call(modelSettingsBudget({ body }));
  }

  /** @param window as Go writes durations: "168h" */
  usage(window: string): Promise<ModelUsage> {
    return this.api.call(modelUsageUsage({ window }));
  }

  series(window: string, by: 'profile' | 'feature', step: 'hour' | 'day'): Promise<ModelUsageSeries> {
    return this.api.call(modelUsageSeries({ window, by, step }));
  }
}
