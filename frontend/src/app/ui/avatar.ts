import { booleanAttribute, ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Icon } from './icon';

/** `<lg-avatar name="Mara Keller" />`: initials on a colour that stays with the name. `ai` is the assistant's. */
@Component({
  selector: 'lg-avatar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    @if (ai()) {
      <lg-icon name="sparkles" [size]="13" />
    } @else {
      {{ initials() }}
    }
  `,
  host: { 'aria-hidden': 'true', '[class]': 'ai() ? "ai" : "p" + colour()' },
  styles: `
    :host {
      display: grid;
      flex: none;
      place-items: center;
      width: 24px;
      height: 24px;
      overflow: hidden;
      border-radius: 50%;
      font: 600 10px/1 var(--sans);
    }
    :host(.p1) {
      background: var(--p1);
      color: var(--on-p1);
    }
    :host(.p2) {
      background: var(--p2);
      color: var(--on-p2);
    }
    :host(.p3) {
      background: var(--p3);
      color: var(--on-p3);
    }
    :host(.ai) {
      border: 1px solid var(--ai-line);
      background: var(--ai-bg);
      color: var(--ai);
    }
  `,
})
export class Avatar {
  readonly name = input('');
  readonly ai = input(false, { transform: booleanAttribute });

  /** First letters of the first and the last word; a letter may be more than one unit of text. */
  protected readonly initials = computed(() => {
    const words = this.name().match(/[\p{L}\p{N}]+/gu) ?? [];
    const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
    return ends.map((word) => [...(word ?? '')][0]?.toUpperCase()).join('') || '?';
  });

  protected readonly colour = computed(() => {
    let sum = 0;
    for (const sign of this.name()) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 9_973;
    return (sum % 3) + 1;
  });
}
