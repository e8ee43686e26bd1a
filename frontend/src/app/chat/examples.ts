import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { FleetCounts } from '../core/fleet-counts';
import { Icon } from '../ui/icon';
import { visibleText } from '../ui/visible-text';
import { ActiveModel } from './active-model';
import { CHAT_WORDS as WORDS } from './chat-words';

/** What one may ask here, made of what is there. */
@Component({
  selector: 'lg-examples',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <span class="mark"><lg-icon name="sparkles" [size]="20" /></span>
    <p class="title">{{ title() }}</p>
    <p class="soft">{{ words.text }}</p>
    <ul [attr.aria-label]="words.examples">
      @for (one of examples(); track one) {
        <li>
          <button type="button" (click)="asked.emit(one)">{{ one }}</button>
        </li>
      }
    </ul>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: center;
      gap: 6px;
      text-align: center;
      overflow-wrap: anywhere;
    }
    .mark {
      display: grid;
      place-items: center;
      width: 40px;
      height: 40px;
      margin-bottom: 4px;
      border: 1px solid var(--ai-line);
      border-radius: var(--r-l);
      background: var(--ai-bg);
      color: var(--ai);
    }
    .title {
      font: var(--fs-16);
      font-weight: 600;
    }
    .soft {
      max-width: 480px;
    }
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr));
      gap: 8px;
      width: 100%;
      margin-top: 14px;
    }
    button {
      width: 100%;
      height: 100%;
      min-height: 44px;
      padding: 8px 12px;
      border: 1px solid var(--line-strong);
      border-radius: var(--r-l);
      background: var(--s1);
      color: var(--t1);
      text-align: start;
      cursor: pointer;
    }
    button:hover {
      background: var(--s2);
    }
  `,
})
export class Examples {
  readonly probe = input<{ readonly id: string; readonly name: string }>();
  readonly asked = output<string>();
  protected readonly words = WORDS.empty;
  protected readonly model = inject(ActiveModel);
  private readonly counts = inject(FleetCounts);
  protected readonly title = computed(() => {
    const probe = this.probe();
    return probe ? WORDS.empty.probe(visibleText(probe.name)) : WORDS.empty.title;
  });
  protected readonly examples = computed(() => {
    if (this.probe()) return WORDS.empty.ofProbe;
    const counts = this.counts.counts();
    const away = counts && counts.offline > 0 ? WORDS.empty.offline(counts.offline) : WORDS.empty.changed;
    const bad = counts && counts.degraded > 0 ? WORDS.empty.degraded : WORDS.empty.memory;
    return [WORDS.empty.disk, away, bad, WORDS.empty.kernels];
  });
}
