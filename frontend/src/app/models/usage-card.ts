import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  untracked,
} from '@angular/core';
import type { ModelUsage, ModelUsageSeries } from '../core/api/models';
import { Loaded } from '../core/loaded';
import { Card } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { countText } from '../ui/number-text';
import { Segmented } from '../ui/segmented';
import { TimeChart } from '../ui/time-chart';
import { visibleText } from '../ui/visible-text';
import { ModelsApi } from './models-api';
import { costText, latencyText, tokensText } from './models-numbers';
import { ModelsStore } from './models-store';
import { FEATURE_NAMES, MODELS_WORDS } from './models-words';
import { MEASURES, usageChart } from './usage-chart';

const WINDOWS = {
  '24h': { label: '24 h', asked: '24h', step: 'hour', ms: 86_400_000 },
  '7d': { label: '7 d', asked: '168h', step: 'hour', ms: 7 * 86_400_000 },
  '30d': { label: '30 d', asked: '720h', step: 'day', ms: 30 * 86_400_000 },
} as const;
export type UsageWindow = keyof typeof WINDOWS;
export type UsageBy = 'profile' | 'feature';

const WORDS = MODELS_WORDS.usage;
const TEXTS = {
  requests: countText,
  tokens: tokensText,
  cost: costText,
  latency: (ms: number) => latencyText(ms),
} as const;

/** What models were asked, how much that was, what it cost and how long it took. */
@Component({
  selector: 'lg-usage-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, EmptyState, Segmented, TimeChart],
  templateUrl: './usage-card.html',
  styleUrl: './usage-card.css',
})
export class UsageCard {
  readonly window = input<UsageWindow>('24h');
  readonly by = input<UsageBy>('profile');
  readonly windowChange = output<UsageWindow>();
  readonly byChange = output<UsageBy>();

  protected readonly words = WORDS;
  protected readonly windows = (Object.keys(WINDOWS) as UsageWindow[]).map((value) => ({
    value,
    label: WINDOWS[value].label,
  }));
  protected readonly bys = [
    { value: 'profile' as const, label: WORDS.byProfile },
    { value: 'feature' as const, label: WORDS.byFeature },
  ];
  private readonly api = inject(ModelsApi);
  private readonly store = inject(ModelsStore);
  protected readonly usage = new Loaded(() => this.read());
  protected readonly hasAny = computed(() => (this.usage.value()?.usage.totals.requests ?? 0) > 0);
  protected readonly charts = computed(() => {
    const read = this.usage.value();
    if (!read) return [];
    const chart = usageChart(read.series, read.by, read.at);
    return MEASURES.map((measure) => ({
      measure,
      title: WORDS[measure],
      ...figure(measure, read.usage.totals),
      times: chart.times,
      series: chart.of[measure],
      text: TEXTS[measure],
      span: { from: chart.times[0] ?? read.at - 1, to: Math.max(chart.times.at(-1) ?? 0, read.at) },
    }));
  });
  protected readonly rows = computed(() => (this.usage.value()?.usage.usage ?? []).map(rowOf));

  constructor() {
    effect(() => {
      this.window();
      this.by();
      // A test was made, or what is known of models changed: that may be usage.
      this.store.settings.value();
      untracked(() => void this.usage.load());
    });
  }

  private async read(): Promise<{ usage: ModelUsage; series: ModelUsageSeries; by: UsageBy; at: number }> {
    const [{ asked, step }, by, at] = [WINDOWS[this.window()], this.by(), Date.now()];
    const [usage, series] = await Promise.all([this.api.usage(asked), this.api.series(asked, by, step)]);
    return { usage, series, by, at };
  }
}

/** The number that stands above a chart, and what else is to be said about it. */
function figure(measure: (typeof MEASURES)[number], totals: ModelUsage['totals']) {
  switch (measure) {
    case 'requests':
      return {
        value: countText(totals.requests),
        note: totals.errors === 0 ? '' : WORDS.failed(totals.errors),
        isBad: totals.errors > 0,
      };
    case 'tokens': {
      const note = WORDS.tokensNote(tokensText(totals.prompt_tokens), tokensText(totals.completion_tokens));
      return { value: tokensText(totals.total_tokens), note, isBad: false };
    }
    case 'cost':
      return { value: costText(totals.cost), note: WORDS.costNote, isBad: false };
    case 'latency': {
      const { latency_ms, first_token_ms } = totals;
      const note = first_token_ms === null ? '' : WORDS.latencyNote(latencyText(first_token_ms));
      return { value: latencyText(latency_ms), note, isBad: false };
    }
  }
}

function rowOf(one: ModelUsage['usage'][number]) {
  return {
    key: `${one.profile_id} ${one.feature}`,
    profile: visibleText(one.profile_name ?? one.profile_id),
    feature: FEATURE_NAMES[one.feature],
    requests: countText(one.requests),
    errors: one.errors === 0 ? '–' : countText(one.errors),
    hasErrors: one.errors > 0,
    into: tokensText(one.prompt_tokens),
    out: tokensText(one.completion_tokens),
    cost: costText(one.cost),
    latency: latencyText(one.latency_ms),
    first: latencyText(one.first_token_ms),
  };
}
