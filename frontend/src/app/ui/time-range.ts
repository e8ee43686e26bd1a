import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  type ElementRef,
  inject,
  Injector,
  input,
  model,
  signal,
  viewChild,
} from '@angular/core';
import { Icon } from './icon';
import { Popup } from './popup';
import { TIME_PRESETS, readTimeRange, timeRangeWords } from './time-range-text';

export { readTimeRange, resolve, timeRangeWords } from './time-range-text';

let ranges = 0;

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
        <form (submit)="typed($event, 'range', text.value)">
          <label>
            <span>Range</span>
            <input
              #text
              type="text"
              placeholder="2h, yesterday, 14:00-15:30"
              autocomplete="off"
              spellcheck="false"
              [attr.aria-invalid]="fault() === 'range' ? 'true' : null"
              [attr.aria-describedby]="id + '-range'"
              (input)="fault.set(undefined)"
            />
          </label>
          <button type="submit" class="tool set">Set</button>
          <p class="wrong" role="status" [id]="id + '-range'">
            {{ fault() === 'range' ? 'That is no range. Try 2h, yesterday or 14:00-15:30.' : '' }}
          </p>
        </form>
        <form (submit)="typed($event, 'span', from.value + '/' + to.value)">
          <label><span>From</span><input #from type="datetime-local" (input)="fault.set(undefined)" /></label>
          <label
            ><span>To</span
            ><input
              #to
              type="datetime-local"
              [attr.aria-invalid]="fault() === 'span' ? 'true' : null"
              [attr.aria-describedby]="id + '-span'"
              (input)="fault.set(undefined)"
          /></label>
          <button type="submit" class="tool set">Set</button>
          <p class="wrong" role="status" [id]="id + '-span'">
            {{ fault() === 'span' ? 'Give both, the end after the start.' : '' }}
          </p>
        </form>
      </div>
    }
  `,
  styleUrls: ['./tool.css', './popup.css', './time-range.css'],
})
export class TimeRange {
  readonly range = model('1h');
  readonly presets = input<readonly string[]>(TIME_PRESETS);
  protected readonly isOpen = signal(false);
  /** Which of the two ways of typing was not understood. */
  protected readonly fault = signal<'range' | 'span' | undefined>(undefined);
  protected readonly id = `lg-range-${ranges++}`;
  protected readonly words = timeRangeWords;
  private readonly injector = inject(Injector);
  private readonly isTouch = inject(DOCUMENT).defaultView?.matchMedia?.('(pointer: coarse)').matches ?? false;
  private readonly button = viewChild.required<ElementRef<HTMLElement>>('button');
  private readonly panel = viewChild<ElementRef<HTMLElement>>('panel');

  /** Opens the choice with the cursor in the field, as T does on a page: what is typed then is a range. */
  open(): void {
    this.fault.set(undefined);
    this.isOpen.set(true);
    afterNextRender(
      () => {
        // Nobody asked for the keyboard that a touch screen would raise.
        const wanted = this.isTouch ? '[aria-pressed="true"], button' : 'input';
        this.panel()?.nativeElement.querySelector<HTMLElement>(wanted)?.focus();
      },
      { injector: this.injector },
    );
  }

  protected close(): void {
    this.isOpen.set(false);
    this.button().nativeElement.focus();
  }

  protected choose(range: string): void {
    this.range.set(range);
    this.close();
  }

  protected typed(event: Event, way: 'range' | 'span', text: string): void {
    event.preventDefault();
    const range = readTimeRange(text);
    if (range) this.choose(range);
    else this.fault.set(way);
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
