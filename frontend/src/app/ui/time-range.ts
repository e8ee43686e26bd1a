import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  input,
  model,
  signal,
  viewChild,
} from '@angular/core';
import { Icon } from './icon';
import { Popup } from './popup';
import { TIME_PRESETS, readTimeRange, timeRangeWords } from './time-range-text';

export { readTimeRange, resolve, timeRangeWords } from './time-range-text';

/** Chooses a stretch of time: a usual one, a typed one, or from and to. The model is the text kept in the address. */
@Component({
  selector: 'lg-time-range',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Popup],
  template: `
    <button
      #button
      type="button"
      class="tool"
      aria-haspopup="dialog"
      [attr.aria-expanded]="isOpen()"
      (click)="isOpen() ? close() : open()"
    >
      <span class="hidden">Time range:</span>{{ words(range()) }}
      <lg-icon class="turned" name="right" [size]="13" />
    </button>
    @if (isOpen()) {
      <div
        #panel
        [lgPopup]="button"
        role="dialog"
        aria-label="Time range"
        (keydown.escape)="escaped($event)"
        (focusout)="left($event)"
      >
        <div class="presets" role="group" aria-label="Usual ranges">
          @for (preset of presets(); track preset) {
            <button
              type="button"
              class="tool"
              [attr.aria-pressed]="preset === range()"
              (click)="choose(preset)"
            >
              {{ words(preset) }}
            </button>
          }
        </div>
        <form (submit)="typed($event, text.value)">
          <label>
            <span>Range</span>
            <input
              #text
              type="text"
              placeholder="2h, yesterday, 14:00-15:30"
              autocomplete="off"
              spellcheck="false"
              [attr.aria-invalid]="error() ? 'true' : null"
              (input)="error.set('')"
            />
          </label>
          <button type="submit" class="tool set">Set</button>
        </form>
        <form (submit)="typed($event, from.value + '/' + to.value)">
          <label><span>From</span><input #from type="datetime-local" /></label>
          <label><span>To</span><input #to type="datetime-local" /></label>
          <button type="submit" class="tool set">Set</button>
        </form>
        <p role="status">{{ error() }}</p>
      </div>
    }
  `,
  styleUrls: ['./tool.css', './popup.css', './time-range.css'],
})
export class TimeRange {
  readonly range = model('1h');
  readonly presets = input<readonly string[]>(TIME_PRESETS);
  protected readonly isOpen = signal(false);
  protected readonly error = signal('');
  protected readonly words = timeRangeWords;
  private readonly button = viewChild.required<ElementRef<HTMLElement>>('button');
  private readonly panel = viewChild<ElementRef<HTMLElement>>('panel');

  /** Opens the choice and puts the focus on it, as T does on a page. */
  open(): void {
    this.error.set('');
    this.isOpen.set(true);
    setTimeout(() => {
      const panel = this.panel()?.nativeElement;
      panel?.querySelector<HTMLElement>('[aria-pressed="true"], button')?.focus();
    });
  }

  protected close(): void {
    this.isOpen.set(false);
    this.button().nativeElement.focus();
  }

  protected choose(range: string): void {
    this.range.set(range);
    this.close();
  }

  protected typed(event: Event, text: string): void {
    event.preventDefault();
    const range = readTimeRange(text);
    if (range) this.choose(range);
    else this.error.set('That is no range. Try 2h, yesterday, 14:00-15:30, or a from before a to.');
  }

  protected escaped(event: Event): void {
    event.stopPropagation();
    this.close();
  }

  protected left(event: FocusEvent): void {
    const to = event.relatedTarget;
    if (!(to instanceof Node) || this.button().nativeElement.contains(to)) return;
    if (!this.panel()?.nativeElement.contains(to)) this.isOpen.set(false);
  }
}
