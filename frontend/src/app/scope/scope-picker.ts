import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  model,
  signal,
  untracked,
} from '@angular/core';
import { LgButton } from '../ui/button';
import { Field } from '../ui/field';
import { Icon } from '../ui/icon';
import { Segmented } from '../ui/segmented';
import { TextInput } from '../ui/text-input';
import { visibleText } from '../ui/visible-text';
import { type Offer, ScopeApi } from './scope-api';
import { SCOPE_ICONS, SCOPE_WORDS, type Scope } from './scope-words';

const SHOWN = 8;

type Named = Exclude<Scope['type'], 'tenant'>;

const { site, siteHelp, tag, tagHelp, probe, probeHelp, none } = SCOPE_WORDS;
const ASKS: Record<Named, { label: string; help: string; none: string }> = {
  site: { label: site, help: siteHelp, none: none.site },
  tag: { label: tag, help: tagHelp, none: none.tag },
  probe: { label: probe, help: probeHelp, none: none.probe },
};

/**
 * `<lg-scope-picker [kinds]="['tag', 'site', 'probe']" [(scope)]="scope" />`: where something is to hold. Nothing is chosen until a
 * site, a tag or a probe is; Enter takes the first that matches.
 */
@Component({
  selector: 'lg-scope-picker',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, Icon, LgButton, Segmented, TextInput],
  template: `
    @if (segments().length > 1) {
      <lg-segmented
        [label]="label() || words.where"
        [segments]="segments()"
        [value]="kind()"
        (valueChange)="turn($event!)"
      />
    }
    @if (kind() !== 'tenant') {
      @if (scope(); as chosen) {
        <p class="chosen">
          <lg-icon [name]="icons[chosen.type]" [size]="15" />
          <bdi class="mono ellipsis">{{ seen(chosen.name) }}</bdi>
          <button lgButton size="compact" (click)="scope.set(undefined)">{{ words.change }}</button>
        </p>
      } @else {
        <lg-field [label]="asks().label" [help]="help() || asks().help" [error]="error()">
          <input
            lgInput
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            [value]="draft()"
            (input)="typed($any($event.target).value)"
            (keydown.enter)="entered($event)"
          />
        </lg-field>
        <div role="group" class="offers" [attr.aria-label]="offered()">
          @for (offer of offers(); track offer.id) {
            <button type="button" (click)="take(offer)">
              <bdi class="ellipsis">{{ seen(offer.name) }}</bdi>
              @if (offer.count !== undefined) {
                <span class="num quiet">{{ offer.count }}</span>
              }
            </button>
          }
          @if (isNew()) {
            <button type="button" (click)="take({ id: draft().trim(), name: draft().trim() })">
              {{ words.take(seen(draft().trim())) }}
            </button>
          }
          @if (state() === 'none' && asks().none) {
            <span class="quiet small">{{ asks().none }}</span>
          }
          @if (state() === 'unknown') {
            <span class="quiet small">{{ words.unknown }}</span>
          }
        </div>
      }
    }
  `,
  styleUrl: './scope-picker.css',
})
export class ScopePicker {
  readonly kinds = input<readonly Scope['type'][]>(['tag', 'site', 'probe']);
  readonly label = input('');
  /** Other words for the kinds. */
  readonly names = input<Partial<Record<Scope['type'], string>>>({});
  readonly help = input('');
  readonly error = input('');
  readonly scope = model<Scope>();
  readonly kind = model<Scope['type']>();
  protected readonly words = SCOPE_WORDS;
  protected readonly icons = SCOPE_ICONS;
  protected readonly seen = visibleText;
  protected readonly draft = signal('');
  protected readonly offers = signal<readonly Offer[]>([]);
  protected readonly state = signal<'' | 'none' | 'unknown'>('');
  protected readonly segments = computed(() =>
    this.kinds().map((value) => ({ value, label: this.names()[value] ?? SCOPE_WORDS.kinds[value] })),
  );
  protected readonly asks = computed(() => ASKS[this.named()]);
  protected readonly offered = computed(() => SCOPE_WORDS.offered[this.named()]);
  /** A tag may be there before the first probe has it; a probe may not be in a list that cannot be read. */
  protected readonly isNew = computed(() => {
    const text = this.draft().trim();
    const isAsTyped = this.kind() === 'tag' || this.state() === 'unknown';
    return text !== '' && isAsTyped && !this.offers().some(({ id }) => id === text.toLowerCase());
  });
  private readonly api = inject(ScopeApi);
  private asked = 0;

  constructor() {
    effect(() => {
      const [kind, scope] = [this.kind(), this.scope()];
      untracked(() => this.settle(kind, scope));
    });
  }

  protected turn(kind: Scope['type']): void {
    if (kind === this.kind()) return;
    this.draft.set('');
    this.scope.set(undefined);
    this.kind.set(kind);
  }

  protected typed(text: string): void {
    this.draft.set(text);
    void this.look(text);
  }

  protected entered(event: Event): void {
    if ((event as KeyboardEvent).ctrlKey || (event as KeyboardEvent).metaKey) return;
    event.preventDefault();
    const text = this.draft().trim().toLowerCase();
    const exact = this.offers().find(({ id, name }) => id === text || name.toLowerCase() === text);
    if (exact) this.take(exact);
    else if (this.isNew()) this.take({ id: text, name: text });
    else if (this.offers()[0] && text !== '') this.take(this.offers()[0]!);
  }

  protected take({ id, name }: Offer): void {
    const type = this.named();
    this.draft.set('');
    this.scope.set({ type, id: type === 'probe' ? id : id.toLowerCase(), name });
  }

  private settle(kind: Scope['type'] | undefined, scope: Scope | undefined): void {
    if (kind === undefined) this.kind.set(scope?.type ?? this.kinds()[0]!);
    else if (kind === 'tenant' && !scope) this.scope.set({ type: 'tenant', id: '', name: '' });
    else if (kind !== 'tenant' && !scope) void this.look(this.draft());
  }

  private async look(text: string): Promise<void> {
    const asked = ++this.asked;
    const kind = this.kind();
    if (kind === 'tenant' || kind === undefined) return;
    const found = await this.ask(kind, text.trim());
    if (asked !== this.asked) return;
    this.offers.set(found ?? []);
    this.state.set(found === undefined ? 'unknown' : found.length === 0 ? 'none' : '');
  }

  /** What one of is to be chosen; the whole tenant asks for nothing. */
  private named(): Named {
    const kind = this.kind();
    return kind === 'tag' || kind === 'site' ? kind : 'probe';
  }

  private async ask(kind: Named, text: string): Promise<readonly Offer[] | undefined> {
    try {
      if (kind === 'site') return await this.api.sites(text, SHOWN);
      return await (kind === 'tag' ? this.api.tags(text, SHOWN) : this.api.probes(text, SHOWN));
    } catch {
      return undefined;
    }
  }
}
