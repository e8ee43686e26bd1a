import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon } from '../ui/icon';
import { Pill } from '../ui/pill';
import type { HealthLook } from './model-look';
import { MODELS_WORDS } from './models-words';

/** Whether a model answers: the word, why or how fast, and with a test its own words, marked as those of a model. */
@Component({
  selector: 'lg-health-mark',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Pill],
  template: `
    <lg-pill [tone]="health().tone" [icon]="health().icon">{{ health().word }}</lg-pill>
    @if (health().detail) {
      <span class="soft small">{{ health().detail }}</span>
    }
    @if (health().said) {
      <span class="said small"
        ><lg-icon name="sparkles" [size]="13" /><span
          ><span class="hidden">{{ words.said }}: </span
          ><q
            ><bdi>{{ health().said }}</bdi></q
          ></span
        ></span
      >
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 8px;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .said {
      display: inline-flex;
      gap: 5px;
      min-width: 0;
      color: var(--ai);
    }
    .said lg-icon {
      margin-top: 3px;
    }
  `,
  host: { role: 'status' },
})
export class HealthMark {
  readonly health = input.required<HealthLook>();
  protected readonly words = MODELS_WORDS.health;
}
