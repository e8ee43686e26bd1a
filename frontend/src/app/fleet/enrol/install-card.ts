import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { CreatedToken } from '../../core/api/models';
import { CopyLine } from '../../ui/copy-line';
import { Icon } from '../../ui/icon';
import { ENROL_WORDS } from './enrol-words';
import { type Platform, installLines, isLocalOnly } from './install-lines';

/** The line that enrols a host, to be copied now: its token is not shown again. */
@Component({
  selector: 'lg-install-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CopyLine, Icon],
  template: `
    <p class="soft">{{ words.needs[platform()] }}</p>
    @for (line of lines(); track line) {
      <lg-copy-line [text]="line" [label]="words.line" />
    }
    <p class="note once"><lg-icon name="eye" [size]="15" /> {{ words.once }} {{ until() }}</p>
    @if (isLocal()) {
      <p class="note"><lg-icon name="triangle-alert" [size]="15" /> {{ words.local }}</p>
    }
    <ng-content />
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 10px;
    }
    .note {
      display: flex;
      gap: 8px;
      padding: 8px 10px;
      border-radius: var(--r-m);
      background: var(--warn-bg);
      color: var(--warn);
    }
    .once {
      background: var(--info-bg);
      color: var(--info);
    }
    lg-icon {
      margin-top: 2px;
    }
  `,
})
export class InstallCard {
  readonly made = input.required<CreatedToken>();
  readonly platform = input<Platform>('linux');
  /** How many hosts it is for; nothing for any number. */
  readonly uses = input<number | undefined>(1);
  protected readonly words = ENROL_WORDS;
  protected readonly lines = computed(() => installLines(this.platform(), this.made()));
  protected readonly until = computed(() =>
    ENROL_WORDS.until(this.made().expires, ENROL_WORDS.forHosts(this.uses())),
  );
  protected readonly isLocal = computed(() => isLocalOnly(this.made()));
}
