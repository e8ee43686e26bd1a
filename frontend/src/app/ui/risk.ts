import { booleanAttribute, ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { IconName } from './icon';
import { Pill } from './pill';
import type { Tone } from './tone';

export type RiskLevel = 'low' | 'medium' | 'high' | 'critical';

const LOOKS: Readonly<Record<RiskLevel, { word: string; icon: IconName; tone: Tone }>> = {
  low: { word: 'Low', icon: 'shield-check', tone: 'ok' },
  medium: { word: 'Medium', icon: 'shield-alert', tone: 'warn' },
  high: { word: 'High', icon: 'shield-alert', tone: 'high' },
  critical: { word: 'Critical', icon: 'shield-x', tone: 'bad' },
};

/** `<lg-risk level="high" />`: word, icon and colour together; `long` says "High risk". An unknown level counts as critical. */
@Component({
  selector: 'lg-risk',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Pill],
  template: `
    <lg-pill [tone]="look().tone" [icon]="look().icon">
      {{ look().word }}<span [class.hidden]="!long()">&ngsp;risk</span>
    </lg-pill>
  `,
  styles: `
    :host {
      position: relative;
      display: inline-flex;
      flex: none;
    }
  `,
})
export class Risk {
  readonly level = input.required<RiskLevel>();
  readonly long = input(false, { transform: booleanAttribute });
  protected readonly look = computed(() => LOOKS[this.level()] ?? LOOKS.critical);
}
