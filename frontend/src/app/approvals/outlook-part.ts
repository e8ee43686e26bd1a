import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DOCUMENT,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import type { ApprovalDetail } from '../core/api/models';
import { Loaded } from '../core/loaded';
import { Now } from '../core/now';
import { Age } from '../ui/age';
import { Failure } from '../ui/failure';
import { ForecastChart } from '../ui/forecast-chart';
import { Segmented } from '../ui/segmented';
import { Select } from '../ui/select';
import { Skeleton } from '../ui/skeleton';
import { ApprovalsApi } from './approvals-api';
import { lineOf } from './outlook-lines';
import { groupsOf, remarksOf } from './outlook-rows';
import { OUTLOOK_WORDS } from './outlook-words';

/** More choices than this are a list that opens. */
const MOST_SEGMENTS = 3;
const MINUTE = 60_000;

/**
 * What a change is about over time, and what is known before beside what the command says. Read anew as the request goes on,
 * and every minute: what was measured moves on, above all once it has run. A failure spoils this part alone.
 */
@Component({
  selector: 'lg-outlook-part',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, Failure, ForecastChart, Segmented, Select, Skeleton],
  templateUrl: './outlook-part.html',
  styleUrl: './outlook-part.css',
})
export class OutlookPart {
  readonly detail = input.required<ApprovalDetail>();
  protected readonly words = OUTLOOK_WORDS;
  private readonly api = inject(ApprovalsApi);
  private readonly now = inject(Now);
  private readonly page = inject(DOCUMENT);
  private readonly id = computed(() => this.detail().id);
  private readonly stage = computed(() => `${this.detail().decision} ${this.detail().directive.status}`);
  private readonly minute = computed(() => Math.floor(this.now.ms() / MINUTE));
  protected readonly read = new Loaded(() => this.api.outlook(untracked(this.id)));

  protected readonly lines = computed(() => {
    const outlook = this.read.value();
    return outlook ? outlook.series.map((one) => lineOf(one, outlook.now)) : [];
  });
  protected readonly chosen = signal<string | undefined>(undefined);
  protected readonly line = computed(
    () => this.lines().find(({ key }) => key === this.chosen()) ?? this.lines()[0],
  );
  protected readonly choices = computed(() => {
    const isMany = new Set(this.lines().map(({ host }) => host)).size > 1;
    return this.lines().map(({ key, host, metric }) => ({
      value: key,
      label: isMany ? `${OUTLOOK_WORDS.metrics[metric]}, ${host}` : OUTLOOK_WORDS.metrics[metric],
    }));
  });
  protected readonly isShort = computed(
    () => this.choices().length <= MOST_SEGMENTS && !this.choices().some(({ label }) => label.includes(',')),
  );
  protected readonly groups = computed(() => {
    const outlook = this.read.value();
    return outlook ? groupsOf(outlook) : [];
  });
  protected readonly remarks = computed(() => {
    const outlook = this.read.value();
    return outlook ? remarksOf(outlook) : [];
  });

  constructor() {
    effect(() => {
      this.id();
      untracked(() => {
        this.read.clear();
        this.chosen.set(undefined);
      });
    });
    effect(() => {
      this.id();
      this.stage();
      this.minute();
      untracked(() => {
        // Nobody looks: the next minute will do.
        if (!this.page.hidden || this.read.isFirst()) void this.read.load();
      });
    });
  }
}
