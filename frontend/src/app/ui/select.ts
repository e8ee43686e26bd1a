import { CdkListbox, CdkOption } from '@angular/cdk/listbox';
import { CdkConnectedOverlay, CdkOverlayOrigin, type ConnectedPosition } from '@angular/cdk/overlay';
import {
  booleanAttribute,
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  model,
  signal,
  viewChild,
} from '@angular/core';
import { Field } from './field';
import { Icon, type IconName } from './icon';

export interface SelectOption<T> {
  readonly value: T;
  readonly label: string;
  /** Quiet text at the end. */
  readonly hint?: string;
  readonly icon?: IconName;
}

const PLACES: ConnectedPosition[] = [
  { originX: 'start', originY: 'bottom', overlayX: 'start', overlayY: 'top', offsetY: 4 },
  { originX: 'end', originY: 'bottom', overlayX: 'end', overlayY: 'top', offsetY: 4 },
  { originX: 'start', originY: 'top', overlayX: 'start', overlayY: 'bottom', offsetY: -4 },
];
let count = 0;

/**
 * `<lg-select label="Time range" icon="clock" [options]="ranges" [(value)]="range" />`: a button that opens a list. Down, Enter
 * or Space open it, arrows and letters walk, Enter takes, Escape leaves all as it was. Inside `lg-field` the field is its label.
 */
@Component({
  selector: 'lg-select',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [CdkConnectedOverlay, CdkListbox, CdkOption, CdkOverlayOrigin, Icon],
  template: `
    <button
      #button
      cdkOverlayOrigin
      #origin="cdkOverlayOrigin"
      type="button"
      aria-haspopup="listbox"
      [id]="field?.inputId ?? id"
      [attr.aria-expanded]="isOpen()"
      [attr.aria-label]="field ? null : label() + ': ' + text()"
      [attr.aria-labelledby]="field ? field.labelId + ' ' + field.inputId : null"
      [attr.aria-describedby]="field?.describedBy() || null"
      [class.field]="!!field"
      [disabled]="disabled()"
      (click)="isOpen.set(!isOpen())"
      (keydown.arrowDown)="open($event)"
      (keydown.arrowUp)="open($event)"
    >
      @if (icon(); as name) {
        <lg-icon [name]="name" [size]="14" />
      }
      <span class="ellipsis">{{ text() }}</span>
      <lg-icon class="arrow" name="chevron-down" [size]="13" />
    </button>
    <ng-template
      cdkConnectedOverlay
      [cdkConnectedOverlayOrigin]="origin"
      [cdkConnectedOverlayOpen]="isOpen()"
      [cdkConnectedOverlayPositions]="places"
      [cdkConnectedOverlayMinWidth]="button.offsetWidth"
      cdkConnectedOverlayPush
      (attach)="focusList()"
      (overlayOutsideClick)="outside($event)"
      (detach)="isOpen.set(false)"
    >
      <ul
        #list
        cdkListbox
        [attr.aria-label]="field?.label() ?? label()"
        [cdkListboxValue]="chosen()"
        [cdkListboxCompareWith]="compare()"
        (cdkListboxValueChange)="take($event.option?.value)"
        (keydown.enter)="finish($event)"
        (keydown.escape)="close($event)"
        (keydown.tab)="close()"
      >
        @for (option of options(); track $index) {
          <li [cdkOption]="option.value" [cdkOptionTypeaheadLabel]="option.label" (click)="close()">
            @if (option.icon; as name) {
              <lg-icon [name]="name" [size]="15" />
            }
            <span class="ellipsis">{{ option.label }}</span>
            <small>{{ option.hint }}</small>
            <lg-icon class="tick" name="check" [size]="14" />
          </li>
        }
      </ul>
    </ng-template>
  `,
  styleUrl: './select.css',
})
export class Select<T> {
  readonly options = input.required<readonly SelectOption<T>[]>();
  readonly value = model<T>();
  readonly label = input('');
  readonly placeholder = input('Choose');
  readonly icon = input<IconName>();
  readonly disabled = input(false, { transform: booleanAttribute });
  /** Which values are the same; identity unless told. */
  readonly compare = input<(one: T, other: T) => boolean>((one, other) => one === other);

  protected readonly field = inject(Field, { optional: true });
  protected readonly id = `lg-select-${++count}`;
  protected readonly places = PLACES;
  protected readonly isOpen = signal(false);
  private readonly button = viewChild.required<ElementRef<HTMLButtonElement>>('button');
  private readonly list = viewChild('list', { read: CdkListbox });

  protected readonly chosen = computed(() =>
    this.options()
      .filter((one) => this.isChosen(one))
      .map(({ value }) => value),
  );
  protected readonly text = computed(
    () => this.options().find((one) => this.isChosen(one))?.label ?? this.placeholder(),
  );

  protected open(event: Event): void {
    event.preventDefault();
    this.isOpen.set(true);
  }

  protected focusList(): void {
    queueMicrotask(() => this.list()?.focus());
  }

  protected take(value: unknown): void {
    // Taking the chosen one again would choose nothing; it stays chosen.
    if (value !== null && value !== undefined) this.value.set(value as T);
    this.close();
  }

  protected close(event?: Event): void {
    // A dialog behind the list stays open.
    event?.stopPropagation();
    if (!this.isOpen()) return;
    this.isOpen.set(false);
    this.button().nativeElement.focus();
  }

  /** After the list itself has taken the option, which says nothing when it was the chosen one already. */
  protected finish(event: Event): void {
    // Else the same Enter presses the button, which has the focus by then.
    event.preventDefault();
    queueMicrotask(() => this.close());
  }

  protected outside(event: Event): void {
    if (!this.button().nativeElement.contains(event.target as Node)) this.isOpen.set(false);
  }

  private isChosen({ value }: SelectOption<T>): boolean {
    const now = this.value();
    return now !== undefined && this.compare()(value, now);
  }
}
