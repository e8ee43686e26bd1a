import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  inject,
  input,
  output,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ChatMessage } from '../core/api/models';
import { Api } from '../core/api-client';
import { overviewCapacity } from '../core/api/fn/views/overview-capacity';
import { FleetCounts } from '../core/fleet-counts';
import { LiveFeed } from '../core/live/live-feed';
import { Loaded } from '../core/loaded';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { sizeText } from '../ui/size-text';
import { countText } from '../ui/number-text';
import { visibleText } from '../ui/visible-text';
import { ActiveModel } from './active-model';
import type { ChatTarget } from './compose';
import { touchedProbes } from './touched';
import { CHAT_WORDS as WORDS } from './chat-words';

/** As the control plane bounds a turn. */
const MOST_COMMANDS = 5;
const SHOWN = 6;

/** What a conversation is about and what holds in it: scope, probes touched, guardrails, what leaves the network. */
@Component({
  selector: 'lg-context-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, IconButton, RouterLink],
  templateUrl: './context-panel.html',
  styleUrl: './context-panel.css',
})
export class ContextPanel {
  readonly messages = input.required<readonly ChatMessage[]>();
  readonly target = input<ChatTarget>();
  readonly closed = output();
  protected readonly words = WORDS.context;
  protected readonly menu = WORDS.menu;
  protected readonly seen = visibleText;
  protected readonly size = sizeText;
  protected readonly count = countText;
  protected readonly mostCommands = MOST_COMMANDS;
  private readonly api = inject(Api);
  private readonly fleet = inject(FleetCounts);
  private readonly model = inject(ActiveModel);
  protected readonly capacity = new Loaded(() => this.api.call(overviewCapacity()));

  protected readonly scope = computed(() => {
    const [target, all] = [this.target(), this.fleet.total()];
    if (all === undefined) return '';
    if (!target || target.kind === 'all') return WORDS.probes(all);
    return WORDS.context.ofFleet(target.kind === 'probe' ? 1 : (target.count ?? 0), all);
  });
  protected readonly touched = computed(() => touchedProbes(this.messages()));
  protected readonly shown = computed(() => this.touched().slice(0, SHOWN));
  protected readonly more = computed(() => Math.max(0, this.touched().length - SHOWN));
  private readonly last = computed(() => this.messages().findLast(({ meta }) => meta !== null)?.meta);
  protected readonly used = computed(() => this.last()?.commands_used);
  /** What was let through for the last answer; before there is one, what would be. */
  protected readonly boundary = computed<keyof typeof WORDS.context.boundary | undefined>(() => {
    return this.last()?.boundary ?? this.model.boundary();
  });

  constructor() {
    void this.capacity.load();
    inject(DestroyRef).onDestroy(inject(LiveFeed).watch(['probe.'], () => this.capacity.load()));
  }
}
