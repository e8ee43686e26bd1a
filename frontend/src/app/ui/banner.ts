import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Icon, type IconName } from './icon';

export type BannerTone = 'bad' | 'warn' | 'info' | 'ai' | 'ok';

const ICONS: Readonly<Record<BannerTone, IconName>> = {
  bad: 'octagon-alert',
  warn: 'triangle-alert',
  info: 'info',
  ai: 'sparkles',
  ok: 'circle-check',
};

/**
 * `<lg-banner tone="bad"><b>Execution is frozen</b> by Mara, 5 min ago. <button banner-action lgButton size="compact">Lift
 * freeze</button></lg-banner>`: one line across a page or a panel. Bad news is read out at once, the rest when there is time.
 */
@Component({
  selector: 'lg-banner',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <lg-icon [name]="icon() ?? own()" />
    <p [attr.role]="tone() === 'bad' ? 'alert' : 'status'"><ng-content /></p>
    <ng-content select="[banner-action]" />
  `,
  host: { '[class]': 'tone()' },
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 6px 10px;
      min-height: 40px;
      padding: 6px 16px;
      border-bottom: 1px solid var(--line-strong);
    }
    p {
      flex: 1 1 200px;
      min-width: 0;
      color: var(--t1);
      overflow-wrap: anywhere;
    }
    :host(.bad) {
      border-color: var(--bad-line);
      background: var(--bad-bg);
      color: var(--bad);
    }
    :host(.warn) {
      border-color: var(--warn-line);
      background: var(--warn-bg);
      color: var(--warn);
    }
    :host(.info) {
      border-color: var(--info-line);
      background: var(--info-bg);
      color: var(--info);
    }
    :host(.ai) {
      border-color: var(--ai-line);
      background: var(--ai-bg);
      color: var(--ai);
    }
    :host(.ok) {
      border-color: var(--ok-line);
      background: var(--ok-bg);
      color: var(--ok);
    }
  `,
})
export class Banner {
  readonly tone = input<BannerTone>('info');
  readonly icon = input<IconName>();
  protected readonly own = computed(() => ICONS[this.tone()]);
}
