import type { Page } from 'playwright-core';
import type {
  ModelProfileView,
  ModelSettingsView,
  ModelTest,
  ModelUsage,
  ModelUsageSeries,
} from '@legator/contracts';
import { answer, change, fail, hang } from './console-answers.js';
import { failure, loading, press, seen } from './console-scene.js';
import type { Situation } from './console-scene.js';
import { HOSTILE } from './hostile.js';

const AT = '2026-11-20T08:00:00.000Z';
const BUSY = {
  ...{ requests: 12, prompt_tokens: 48_000, completion_tokens: 9_000, total_tokens: 57_000, cost: 0.42 },
  ...{ errors: 2, latency_ms: 2_300, first_token_ms: 480 },
};

function profile(over: Partial<ModelProfileView>): ModelProfileView {
  return {
    ...{ id: 'mdl-1', name: 'ops-primary', provider: 'anthropic', base_url: 'https://llm.example' },
    ...{ model: 'large', api_key_masked: 'sk-...9f2c', is_active: false, source: 'db', is_local: false },
    ...{ tools: 'native', created_at: AT, updated_at: AT, context_tokens: 200_000, max_output_tokens: null },
    ...{ price_in: 3, price_out: 15 },
    ...over,
  };
}

const PROFILES = [
  profile({ is_active: true }),
  profile({
    id: 'mdl-2',
    name: HOSTILE.markup,
    model: HOSTILE.long,
    base_url: 'http://10.4.8.20:11434',
    is_local: true,
  }),
  profile({ id: 'mdl-3', name: HOSTILE.bidi, provider: 'langchain:mistralai' }),
  profile({ id: 'env', name: 'Environment', source: 'env' }),
];

const SETTINGS: ModelSettingsView = {
  boundary: 'local_only',
  routing: { 'fleet-chat': ['mdl-1', 'mdl-2', 'mdl-3'] },
  budget: { day_tokens: 50_000, day_cost: 0.5, month_tokens: 1_000_000, month_cost: null, warn_percent: 80 },
  spent: { day: { tokens: 57_000, cost: 0.42 }, month: { tokens: 300_000, cost: 3 } },
};

/** Models of every kind that have been asked, with names that hosts of strangers gave them. */
async function dock(page: Page, test: Partial<ModelTest> = {}): Promise<void> {
  const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000;
  const points = [3, 2, 1, 0].map((back) => ({
    at: new Date(hour - back * 3_600_000).toISOString(),
    ...BUSY,
  }));
  const since = new Date(hour - 24 * 3_600_000).toISOString();
  await answer(page, 'model-profiles', { profiles: PROFILES });
  await answer(page, 'model-settings', SETTINGS);
  await answer(page, 'model-usage?*', {
    ...{ window: '24h', since, totals: { feature: 'all', ...BUSY } },
    usage: PROFILES.slice(0, 3).map(({ id, name }) => ({
      ...{ profile_id: id, profile_name: name, feature: 'fleet-chat' as const },
      ...BUSY,
    })),
  } satisfies ModelUsage);
  await answer(page, 'model-usage/series?*', {
    ...{ window: '24h', since, step: 'hour' },
    series: PROFILES.slice(0, 3).map(({ id, name }, at) => ({ key: id, name, points: points.slice(at) })),
  } satisfies ModelUsageSeries);
  await answer(page, 'model-profiles/*/test', {
    ...{ ok: true, latency_ms: 1_240, first_token_ms: 412, answer: HOSTILE.markup, cause: null },
    ...{ message: 'It answers.', ...test },
  });
  await answer(page, 'model-profiles/*/models', { models: ['large', HOSTILE.long], message: '' });
}

const charted = (page: Page) => page.locator('lg-usage-card canvas').first().waitFor();
const PATH = '/model-dock';

export const models: readonly Situation[] = [
  { name: 'models-empty', path: PATH, reach: (page) => seen(page, 'No model is connected') },
  { name: 'models', path: PATH, before: (page) => dock(page), reach: charted },
  {
    name: 'models-tested',
    path: PATH,
    before: (page) =>
      dock(page, {
        ...{ ok: false, cause: 'wrong_key', answer: null, first_token_ms: null },
        message: `it does not take the key (401). It says: ${HOSTILE.markup}`,
      }),
    reach: async (page) => {
      await charted(page);
      await press(page, 'Test ops-primary');
      await seen(page, 'Key not taken');
    },
  },
  {
    name: 'models-loading',
    path: PATH,
    before: (page) => hang(page, 'model-*', 'model-usage/*'),
    reach: loading,
  },
  {
    name: 'models-error',
    path: PATH,
    before: (page) => fail(page, 'model-*', 'model-usage/*'),
    reach: failure,
  },
  {
    name: 'models-reader',
    path: PATH,
    before: async (page) => {
      await change<object>(page, 'me', (me) => ({ ...me, permissions: ['fleet:read'] }));
      await answer(page, 'model-profiles/active', { profile: PROFILES[0], boundary: 'local_only' });
    },
    reach: (page) => seen(page, 'You see which model answers.'),
  },
  {
    name: 'models-drawer',
    path: `${PATH}?profile=mdl-2`,
    before: (page) => dock(page),
    reach: async (page) => {
      await press(page, 'Show what it offers');
      await seen(page, 'It offers 2 models');
      await page.getByText('Limits and prices').click();
      await page.getByRole('textbox', { name: 'Context, in tokens' }).waitFor();
    },
  },
  {
    name: 'models-drawer-faults',
    path: `${PATH}?profile=new`,
    before: (page) => dock(page),
    reach: async (page) => {
      await page.getByRole('dialog').getByRole('button', { name: 'Add model', exact: true }).click();
      await seen(page, 'Give it a name.');
    },
  },
  {
    name: 'models-boundary',
    path: PATH,
    before: (page) => dock(page),
    reach: async (page) => {
      await press(page, 'Change to Everything but secrets');
      await page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'models-routing',
    path: PATH,
    before: (page) => dock(page),
    reach: async (page) => {
      await press(page, 'Change the order for Fleet chat');
      await page.getByRole('dialog').getByText('Asked in this order').waitFor();
    },
  },
  {
    name: 'models-limits',
    path: PATH,
    before: (page) => dock(page),
    reach: async (page) => {
      await press(page, 'Limits');
      await page.getByRole('dialog').getByText('Tokens a day').waitFor();
    },
  },
];
