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
import { ApiError } from '../core/api-error';

/** A model elsewhere that answers, but for what the test is about. */
export function aModelProfile(over: Partial<ModelProfileView> = {}): ModelProfileView {
  return {
    ...{ id: 'mdl-1', name: 'ops', provider: 'openai', base_url: 'https://llm.example/v1', model: 'large' },
    ...{ api_key_masked: 'sk-...abcd', is_active: true, source: 'db', is_local: false, tools: 'native' },
    ...{ created_at: '2026-11-01T08:00:00Z', updated_at: '2026-11-01T08:00:00Z', context_tokens: 32_768 },
    ...{ max_output_tokens: null, price_in: null, price_out: null },
    ...over,
  };
}

const NOTHING = {
  ...{ requests: 0, prompt_tokens: 0, completion_tokens: 0, total_tokens: 0, cost: 0, errors: 0 },
  ...{ latency_ms: null, first_token_ms: null },
};

/** What one profile was used for. */
export function aUsage(over: Partial<ModelUsage['usage'][number]> = {}): ModelUsage['usage'][number] {
  return { profile_id: 'mdl-1', profile_name: 'ops', feature: 'fleet-chat', ...NOTHING, ...over };
}

/** What happened in an hour. */
export function aPoint(
  at: string,
  over: Partial<ModelUsageSeries['series'][number]['points'][number]> = {},
): ModelUsageSeries['series'][number]['points'][number] {
  return { at, ...NOTHING, ...over };
}

/** A model dock in memory, which writes down what was sent. A call in `failing` is refused. */
export class FakeModelsApi {
  all: readonly ModelProfileView[] = [aModelProfile()];
  used: readonly ModelUsage['usage'][number][] = [];
  answer: ModelTest = {
    ...{ ok: true, latency_ms: 412, first_token_ms: 90, answer: 'Yes.', cause: null, message: 'It answers.' },
  };
  now: ModelSettingsView = {
    ...{ boundary: 'local_only', routing: {} },
    budget: { day_tokens: null, day_cost: null, month_tokens: null, month_cost: null, warn_percent: 80 },
    spent: { day: { tokens: 0, cost: 0 }, month: { tokens: 0, cost: 0 } },
  };
  readonly failing = new Map<string, ApiError>();
  readonly sent: unknown[][] = [];

  profiles(): Promise<readonly ModelProfileView[]> {
    return this.say('profiles', this.all);
  }
  active(): Promise<{ now: ActiveModelProfile | undefined }> {
    const profile = this.all.find(({ is_active }) => is_active);
    return this.say('active', { now: profile && { profile, boundary: this.now.boundary } });
  }
  create(body: CreateModelProfile): Promise<ModelProfileView> {
    this.sent.push(['create', body]);
    const { name, provider, base_url, model } = body;
    const made = aModelProfile({ id: 'mdl-new', name, provider, base_url, model });
    this.all = [...this.all, made];
    return this.say('create', made);
  }
  change(id: string, body: ChangeModelProfile): Promise<ModelProfileView> {
    this.sent.push(['change', id, body]);
    return this.say(
      'change',
      this.all.find((one) => one.id === id)!,
    );
  }
  remove(id: string): Promise<void> {
    this.sent.push(['remove', id]);
    return this.say('remove', undefined);
  }
  activate(id: string): Promise<void> {
    this.sent.push(['activate', id]);
    return this.say('activate', undefined);
  }
  test(id: string): Promise<ModelTest> {
    this.sent.push(['test', id]);
    return this.say('test', this.answer);
  }
  offered(): Promise<OfferedModels> {
    return this.say('offered', { models: ['large', 'small'], message: '' });
  }
  settings(): Promise<ModelSettingsView> {
    return this.say('settings', this.now);
  }
  setBoundary(boundary: DataBoundary): Promise<ModelSettingsView> {
    this.sent.push(['boundary', boundary]);
    return this.say('boundary', this.now);
  }
  setRouting(routing: ModelRouting): Promise<ModelSettingsView> {
    this.sent.push(['routing', routing]);
    return this.say('routing', this.now);
  }
  setBudget(body: PutModelBudget): Promise<ModelSettingsView> {
    this.sent.push(['budget', body]);
    return this.say('budget', this.now);
  }
  usage(window: string): Promise<ModelUsage> {
    const requests = this.used.reduce((all, one) => all + one.requests, 0);
    const totals = { feature: 'all' as const, ...NOTHING, requests };
    return this.say('usage', { window, since: '2026-11-20T00:00:00Z', totals, usage: [...this.used] });
  }
  series(window: string, by: 'profile' | 'feature', step: 'hour' | 'day'): Promise<ModelUsageSeries> {
    this.sent.push(['series', window, by, step]);
    return this.say('series', { window, since: '2026-11-20T00:00:00Z', step, series: [] });
  }

  private say<T>(call: string, answer: T): Promise<T> {
    const error = this.failing.get(call);
    return error ? Promise.reject(error) : Promise.resolve(answer);
  }
}
