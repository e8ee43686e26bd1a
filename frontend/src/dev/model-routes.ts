import { inject } from '@angular/core';
import { modelSettingsBoundary } from '../app/core/api/fn/model-settings/model-settings-boundary';
import { modelSettingsBudget } from '../app/core/api/fn/model-settings/model-settings-budget';
import { modelSettingsGet } from '../app/core/api/fn/model-settings/model-settings-get';
import { modelSettingsRouting } from '../app/core/api/fn/model-settings/model-settings-routing';
import { modelProfilesActivate } from '../app/core/api/fn/model-profiles/model-profiles-activate';
import { modelProfilesChange } from '../app/core/api/fn/model-profiles/model-profiles-change';
import { modelProfilesCreate } from '../app/core/api/fn/model-profiles/model-profiles-create';
import { modelProfilesList } from '../app/core/api/fn/model-profiles/model-profiles-list';
import { modelProfilesModels } from '../app/core/api/fn/model-profiles/model-profiles-models';
import { modelProfilesRemove } from '../app/core/api/fn/model-profiles/model-profiles-remove';
import { modelProfilesTest } from '../app/core/api/fn/model-profiles/model-profiles-test';
import { modelProfilesWhoAnswers } from '../app/core/api/fn/model-profiles/model-profiles-who-answers';
import { modelUsageSeries } from '../app/core/api/fn/model-usage/model-usage-series';
import { modelUsageUsage } from '../app/core/api/fn/model-usage/model-usage-usage';
import type {
  ChangeModelProfile,
  ModelBudget,
  ModelProfileView,
  ModelSettingsView,
  PutDataBoundary,
  PutModelRouting,
} from '../app/core/api/models';
import { DEMO_MODE } from './demo-mode';
import { bodyOf, DemoRefusal, on, type DemoRoute } from './demo-route';
import { DemoWorld } from './demo-world';
import { aProfile, DEMO_PROFILES, DEMO_SETTINGS, demoTest } from './model-fixtures';
import { demoSeries, demoUsage } from './model-usage';

const BODY = { name: '', provider: '', base_url: '', model: '' };
const ID = { id: ':id' };

/** Models, how they are asked, and what that cost. An empty fleet has none either. */
export function modelRoutes(): readonly DemoRoute[] {
  const world = inject(DemoWorld);
  const { probes, hostile } = inject(DEMO_MODE);
  const isEmpty = probes === 0;
  let profiles = isEmpty ? [] : hostile ? DEMO_PROFILES.map(asHostile) : DEMO_PROFILES;
  let settings: ModelSettingsView = isEmpty
    ? {
        ...{ boundary: 'local_only', routing: {} },
        budget: { day_tokens: null, day_cost: null, month_tokens: null, month_cost: null, warn_percent: 80 },
        spent: { day: { tokens: 0, cost: 0 }, month: { tokens: 0, cost: 0 } },
      }
    : DEMO_SETTINGS;
  const now = () => world.now();
  const told = (type: string, summary: string) => world.happened({ type: `models.${type}`, summary });
  const found = (id = '') => {
    const one = profiles.find((profile) => profile.id === id);
    if (!one) throw new DemoRefusal(404, 'not_found', 'There is no such model profile.');
    return one;
  };
  const activate = (id: string) => {
    profiles = profiles.map((one) => ({ ...one, is_active: one.id === id }));
    told('profile_activated', `The model ${found(id).name} answers now.`);
  };
  const keep = (profile: ModelProfileView, { api_key, ...given }: Partial<ChangeModelProfile>) => {
    const key =
      api_key === null
        ? ''
        : api_key
          ? `${api_key.slice(0, 3)}...${api_key.slice(-4)}`
          : profile.api_key_masked;
    const kept = { ...profile, ...given, api_key_masked: key, updated_at: new Date(now()).toISOString() };
    profiles = [...profiles.filter(({ id }) => id !== kept.id), kept];
    told('profile_changed', `The model ${kept.name} was changed.`);
    return { profile: kept };
  };
  const set = (change: Partial<ModelSettingsView>) => {
    settings = { ...settings, ...change };
    told('settings_changed', 'The settings of models were changed.');
    return settings;
  };
  return [
    on(modelProfilesWhoAnswers(), () => {
      const profile = profiles.find(({ is_active }) => is_active);
      if (!profile) throw new DemoRefusal(404, 'not_found', 'No model profile is active.');
      return { profile, boundary: profile.is_local ? 'full' : settings.boundary };
    }),
    on(modelProfilesList(), () => ({ profiles: [...profiles] })),
    on(modelProfilesCreate({ body: BODY }), (call) => {
      const given = bodyOf<ChangeModelProfile>(call);
      return keep(aProfile({ id: crypto.randomUUID(), api_key_masked: '' }), {
        ...given,
        is_active: profiles.length === 0,
      });
    }),
    on(modelProfilesChange({ ...ID, body: {} }), (call) =>
      keep(found(call.params['id']), bodyOf<ChangeModelProfile>(call)),
    ),
    on(modelProfilesRemove(ID), ({ params: { id = '' } }) => {
      found(id);
      profiles = profiles.filter((one) => one.id !== id);
      told('profile_changed', 'A model was deleted.');
      return { status: 'deleted' as const, id };
    }),
    on(modelProfilesActivate(ID), ({ params: { id = '' } }) => {
      activate(found(id).id);
      return { status: 'activated' as const, profile: found(id) };
    }),
    on(modelProfilesTest(ID), ({ params: { id } }) => demoTest(found(id).id)),
    on(modelProfilesModels(ID), ({ params: { id } }) => ({
      models: [found(id).model, 'qwen3:8b', 'llama3.3:70b', 'mistral-small:24b'],
      message: '',
    })),
    on(modelSettingsGet(), () => settings),
    on(modelSettingsBoundary({ body: { boundary: 'full' } }), (call) =>
      set({ boundary: bodyOf<PutDataBoundary>(call).boundary ?? settings.boundary }),
    ),
    on(modelSettingsRouting({ body: { routing: {} } }), (call) =>
      set({ routing: bodyOf<PutModelRouting>(call).routing ?? {} }),
    ),
    on(modelSettingsBudget({ body: {} }), (call) =>
      set({ budget: { ...settings.budget, ...bodyOf<ModelBudget>(call) } }),
    ),
    on(modelUsageSeries(), ({ query }) => {
      const by = query.get('by') === 'feature' ? 'feature' : 'profile';
      const step = query.get('step') === 'hour' ? 'hour' : 'day';
      const window = query.get('window') ?? '24h';
      return isEmpty
        ? { ...demoSeries('0h', by, step, now()), window, series: [] }
        : demoSeries(window, by, step, now());
    }),
    on(modelUsageUsage(), ({ query }) =>
      demoUsage(isEmpty ? '0h' : (query.get('window') ?? '24h'), isEmpty ? 0 : now()),
    ),
  ];
}

/** Names that try to break the page. */
function asHostile(profile: ModelProfileView, at: number): ModelProfileView {
  const name = ['<img src=x onerror=alert(1)>', `\u202E${'evil'.repeat(24)}`, '👩‍🚀 {{7*7}}', 'x'.repeat(100)][
    at % 4
  ]!;
  return { ...profile, name, model: `${'m'.repeat(90)}/\u200B<b>${at}</b>` };
}
