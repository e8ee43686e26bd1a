import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { TimelineEntry } from '../../core/api/models';
import { Now } from '../../core/now';
import { Card } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { dayAndClock, momentText } from '../../ui/time-text';
import { paintOf } from '../../ui/tone';
import { visibleText } from '../../ui/visible-text';
import { WORDS } from './probe-words';
import { lookOf } from './timeline-looks';
import { TimelineStore } from './timeline-store';

const SHOWN = 5;

/** What happened last; all of it is under Activity. */
@Component({
  selector: 'lg-activity-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [TimelineStore],
  imports: [Card, Icon, RouterLink],
  template: `
    <lg-card
      flush
      [title]="words.title"
      [loading]="store.isFirst()"
      [rows]="shown"
      [error]="store.error()"
      (retry)="store.load()"
    >
      <a
        card-actions
        class="small"
        [routerLink]="['/fleet', id(), 'activity']"
        queryParamsHandling="preserve"
        >{{ words.all }}</a
      >
      <ul>
        @for (entry of rows(); track entry.id) {
          <li>
            <span class="mark" [style.color]="paint(entry.look.tone)"
              ><lg-icon [name]="entry.look.icon" [size]="11"
            /></span>
            <bdi class="soft ellipsis" [class.mono]="entry.isCommand" [title]="entry.text">{{
              entry.text
            }}</bdi>
            <time class="quiet num" [attr.datetime]="entry.at" [title]="entry.full">{{ entry.when }}</time>
          </li>
        } @empty {
          @if (!store.error()) {
            <li class="quiet">{{ words.none }}</li>
          }
        }
      </ul>
    </lg-card>
  `,
  styles: `
    li {
      display: flex;
      align-items: center;
      gap: 8px;
      height: 33px;
      padding: 0 12px;
      border-bottom: 1px solid var(--row-line);
    }
    li:last-child {
      border: 0;
    }
    .mark {
      display: grid;
      flex: none;
      place-items: center;
      width: 20px;
      height: 20px;
      border-radius: 50%;
      background: var(--s3);
    }
    bdi {
      flex: 1;
    }
    time {
      flex: none;
      font: var(--fs-11);
    }
  `,
})
export class ActivityCard {
  readonly id = input.required<string>();
  protected readonly store = inject(TimelineStore);
  protected readonly words = WORDS.activity;
  protected readonly shown = SHOWN;
  protected readonly paint = paintOf;
  private readonly now = inject(Now);
  protected readonly rows = computed(() =>
    newestOfEach(this.store.all())
      .slice(0, SHOWN)
      .map((entry) => ({
        id: entry.id,
        at: entry.at,
        text: visibleText((entry.kind === 'directive' && entry.command) || entry.summary),
        isCommand: entry.kind === 'directive' && entry.command !== undefined,
        when: dayAndClock(entry.at, this.now.ms()),
        full: momentText(entry.at),
        look: lookOf(entry),
      })),
  );

  constructor() {
    effect(() => {
      const id = this.id();
      untracked(() => void this.store.show(id, 'all', 25));
    });
  }
}

/** Of one command only what was told last: that it was asked for and sent is clear once it is done. */
function newestOfEach(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  const told = new Set<string>();
  return entries.filter(({ directive_id: id }) => {
    if (id === undefined) return true;
    const isNewest = !told.has(id);
    told.add(id);
    return isNewest;
  });
}
