import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { Loaded } from '../../core/loaded';
import { SitesApi } from '../../sites/sites-api';
import { LgButton } from '../../ui/button';
import { Field } from '../../ui/field';
import { Segmented } from '../../ui/segmented';
import { TextInput } from '../../ui/text-input';
import { visibleText } from '../../ui/visible-text';
import { ENROL_WORDS } from './enrol-words';
import { type ChoiceFaults, LIVES, type TokenChoices, USUAL_CHOICES, faultsOf } from './token-choices';

type Typed = keyof ChoiceFaults;

/** What a token is good for. Says what is wrong when a field is left, and goes to the first fault when it is sent. */
@Component({
  selector: 'lg-token-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, LgButton, Segmented, TextInput],
  template: `
    <form (submit)="$event.preventDefault(); send()" novalidate>
      <div class="pair">
        <lg-field [label]="words.life" [help]="words.lifeHelp">
          <select lgInput (change)="chooseLife($event)">
            @for (one of lives; track one.value) {
              <option [value]="one.value" [selected]="one.value === choices().life">{{ one.label }}</option>
            }
          </select>
        </lg-field>
        <div class="uses">
          <p class="label" aria-hidden="true">{{ words.uses }}</p>
          <lg-segmented
            [label]="words.uses"
            [segments]="usesOptions"
            [value]="choices().uses"
            (valueChange)="set({ uses: $event })"
          />
        </div>
      </div>
      @if (choices().uses === 'some') {
        <lg-field class="count" [label]="words.count" [error]="faultOf('count')">
          <input
            lgInput
            data-field="count"
            inputmode="numeric"
            autocomplete="off"
            [value]="choices().count"
            (input)="type('count', $event)"
            (blur)="leave('count')"
          />
        </lg-field>
      }
      <lg-field [label]="words.tags" [help]="words.tagsHelp" [error]="faultOf('tags')" optional>
        <input
          lgInput
          data-field="tags"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          [value]="choices().tags"
          (input)="type('tags', $event)"
          (blur)="leave('tags')"
        />
      </lg-field>
      @if (sites().length > 0) {
        <lg-field [label]="words.site" [help]="words.siteHelp" optional>
          <select lgInput data-field="site" (change)="chooseSite($event)">
            <option value="">{{ words.noSite }}</option>
            @for (one of sites(); track one.id) {
              <option [value]="one.id" [selected]="one.id === choices().site">{{ seen(one.name) }}</option>
            }
          </select>
        </lg-field>
      }
      <lg-field [label]="words.cidr" [help]="words.cidrHelp" [error]="faultOf('cidr')" optional>
        <input
          lgInput
          class="mono"
          data-field="cidr"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          [value]="choices().cidr"
          (input)="type('cidr', $event)"
          (blur)="leave('cidr')"
        />
      </lg-field>
      <button lgButton type="submit" variant="primary" icon="plus" [busy]="busy()">{{ words.make }}</button>
    </form>
  `,
  host: { '(keydown.control.enter)': 'send()', '(keydown.meta.enter)': 'send()' },
  styles: `
    form {
      display: flex;
      flex-direction: column;
      gap: 14px;
    }
    .pair {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(240px, 100%), 1fr));
      gap: 14px;
    }
    .uses {
      display: flex;
      flex-direction: column;
      gap: 4px;
      min-width: 0;
    }
    .label {
      font: 550 12px/18px var(--sans);
    }
    .count {
      max-width: 240px;
    }
    button[type='submit'] {
      align-self: flex-start;
    }
  `,
})
export class TokenForm {
  readonly busy = input(false);
  readonly asked = output<TokenChoices>();

  protected readonly words = ENROL_WORDS;
  protected readonly lives = LIVES;
  protected readonly usesOptions = (['one', 'some', 'any'] as const).map((value) => ({
    value,
    label: ENROL_WORDS.usesOf[value],
  }));
  protected readonly choices = signal<TokenChoices>(USUAL_CHOICES);
  private readonly left = signal<ReadonlySet<Typed>>(new Set());
  private readonly faults = computed(() => faultsOf(this.choices()));
  protected readonly seen = visibleText;
  private readonly api = inject(SitesApi);
  /** Where they cannot be read, probes enrol without one. */
  private readonly found = new Loaded(() => this.api.list());
  protected readonly sites = computed(() => this.found.value()?.sites ?? []);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  constructor() {
    void this.found.load();
  }

  protected chooseSite(event: Event): void {
    this.set({ site: (event.target as HTMLSelectElement).value });
  }

  protected faultOf(field: Typed): string {
    return this.left().has(field) ? (this.faults()[field] ?? '') : '';
  }

  protected set(change: Partial<TokenChoices>): void {
    this.choices.update((choices) => ({ ...choices, ...change }));
  }

  protected chooseLife(event: Event): void {
    this.set({ life: Number((event.target as HTMLSelectElement).value) });
  }

  protected type(field: Typed, event: Event): void {
    this.set({ [field]: (event.target as HTMLInputElement).value });
  }

  protected leave(field: Typed): void {
    this.left.update((left) => new Set([...left, field]));
  }

  protected send(): void {
    this.left.set(new Set(['count', 'tags', 'cidr']));
    const [first] = Object.keys(this.faults());
    if (first) this.host.querySelector<HTMLElement>(`[data-field="${first}"]`)?.focus();
    else this.asked.emit(this.choices());
  }
}
