import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { Session } from '../../core/session';
import { Icon } from '../../ui/icon';
import { Popup } from '../../ui/popup';
import { Tag } from '../../ui/tag';
import { visibleText } from '../../ui/visible-text';
import { ProbeApi } from './probe-api';
import { WORDS } from './probe-words';
import { TagEdit } from './tag-edit';

let fields = 0;

/** The tags of a probe, changed in place. The suggestions are tags of other probes. */
@Component({
  selector: 'lg-probe-tags',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [TagEdit],
  imports: [Icon, Popup, Tag],
  templateUrl: './probe-tags.html',
  styleUrls: ['../../ui/popup.css', './probe-tags.css'],
})
export class ProbeTags {
  readonly tags = input.required<readonly string[]>();
  protected readonly edit = inject(TagEdit);
  protected readonly words = WORDS.tags;
  protected readonly seen = visibleText;
  protected readonly id = `lg-tag-field-${fields++}`;
  private readonly api = inject(ProbeApi);
  private readonly session = inject(Session);
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('field');
  private readonly opener = viewChild<ElementRef<HTMLElement>>('opener');
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);
  private turn = 0;

  protected readonly mayEdit = computed(() => this.session.may('fleet:write'));
  protected readonly isAdding = signal(false);
  protected readonly problem = signal('');
  protected readonly found = signal<readonly string[]>([]);
  protected readonly active = signal(-1);
  protected readonly suggestions = computed(() => this.found().filter((tag) => !this.tags().includes(tag)));

  protected open(): void {
    this.isAdding.set(true);
    this.problem.set('');
    setTimeout(() => this.field()?.nativeElement.focus());
    void this.suggest('');
  }

  protected close(): void {
    if (!this.isAdding()) return;
    const hadFocus = this.field()?.nativeElement === document.activeElement;
    this.isAdding.set(false);
    this.hideSuggestions();
    if (hadFocus) setTimeout(() => this.opener()?.nativeElement.focus());
  }

  protected typed(event: Event): void {
    this.problem.set('');
    void this.suggest((event.target as HTMLInputElement).value);
  }

  protected pressed(event: KeyboardEvent): void {
    const count = this.suggestions().length;
    if (event.isComposing) return;
    if (event.key === 'Enter') this.enter();
    else if (event.key === 'Escape') this.close();
    else if (event.key === 'ArrowDown' && count) this.active.update((at) => (at + 1) % count);
    else if (event.key === 'ArrowUp' && count) this.active.update((at) => (at <= 0 ? count : at) - 1);
    else if (event.key === 'ArrowDown') void this.suggest(this.field()?.nativeElement.value ?? '');
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  protected choose(tag: string): void {
    const field = this.field()?.nativeElement;
    this.problem.set(this.edit.problem(tag));
    if (this.problem() || tag.trim() === '') return;
    void this.edit.add(tag);
    if (field) field.value = '';
    field?.focus();
    this.hideSuggestions();
  }

  /** The list was used: what lies under it is seen again until somebody types, or asks with the arrow. */
  private hideSuggestions(): void {
    this.turn++;
    this.active.set(-1);
    this.found.set([]);
  }

  /** The cross goes with its tag; the focus goes on to the next one, or to where a tag is added. */
  protected remove(tag: string): void {
    const place = this.tags().indexOf(tag);
    void this.edit.remove(tag);
    afterNextRender(
      () => {
        const crosses = this.element.querySelectorAll<HTMLElement>('lg-tag button');
        (crosses[place] ?? this.opener()?.nativeElement)?.focus();
      },
      { injector: this.injector },
    );
  }

  private enter(): void {
    const chosen = this.suggestions()[this.active()] ?? this.field()?.nativeElement.value ?? '';
    if (chosen.trim() === '') this.close();
    else this.choose(chosen);
  }

  /** What does not come is no loss: a tag can be typed. */
  private async suggest(prefix: string): Promise<void> {
    const turn = ++this.turn;
    this.active.set(-1);
    const found = await this.api.tagsLike(prefix.trim().toLowerCase().slice(0, 128)).catch(() => []);
    if (turn === this.turn) this.found.set(found);
  }
}
