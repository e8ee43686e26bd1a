import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { Level } from '../core/api/models';
import { type PageAction, PageActions } from '../core/page-actions';
import { PageTitle } from '../core/page-title';
import { Session } from '../core/session';
import { shortcut } from '../core/shortcuts';
import { Viewport } from '../core/viewport';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Pill } from '../ui/pill';
import { Segmented } from '../ui/segmented';
import { Skeleton } from '../ui/skeleton';
import { TextInput } from '../ui/text-input';
import { visibleText } from '../ui/visible-text';
import { DriftList } from './drift-list';
import { type ListedPolicy, PoliciesStore } from './policies-store';
import { LEVELS, WORDS, many } from './policies-words';

const SHOWS = ['all', 'own', 'builtin', 'applied', 'drift'] as const;
type Show = (typeof SHOWS)[number];
const LEVEL_ORDER: readonly Level[] = ['observe', 'diagnose', 'remediate'];

/** What may run where without a person: the levels, the policies, and the probes that do not hold theirs. */
@Component({
  selector: 'lg-policies-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Card,
    DriftList,
    EmptyState,
    Failure,
    Icon,
    LgButton,
    Pill,
    RouterLink,
    Segmented,
    Skeleton,
    TextInput,
  ],
  templateUrl: './policies-page.html',
  styleUrls: ['./page.css', './policies-page.css'],
})
export class PoliciesPage {
  /** From the query. */
  readonly q = input('', { transform: textOf });
  readonly show = input<Show, string | undefined>('all', { transform: showOf });

  protected readonly store = inject(PoliciesStore);
  protected readonly words = WORDS;
  protected readonly levelWords = LEVELS;
  protected readonly seen = visibleText;
  protected readonly mayWrite = computed(() => this.session.shows('fleet:write'));
  protected readonly isPhone = inject(Viewport).isPhone;
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly search = viewChild<unknown, ElementRef<HTMLInputElement>>('search', { read: ElementRef });

  /** Ahead of the address while somebody types. */
  protected readonly typed = signal('');
  protected readonly segments = computed(() => {
    const all = this.store.listed();
    const count = (show: Show) => all.filter((one) => fits(one, show)).length;
    return SHOWS.map((value) => ({ value, label: WORDS.show[value], count: count(value) }));
  });
  protected readonly rows = computed(() => {
    const words = this.typed().toLowerCase().split(/\s+/).filter(Boolean);
    const has = ({ policy: { id, name, description = '', level } }: ListedPolicy) =>
      words.every((word) => `${id} ${name} ${description} ${level}`.toLowerCase().includes(word));
    return this.store
      .listed()
      .filter((one) => fits(one, this.show()) && has(one))
      .map((one) => ({ ...one, where: whereText(one), level: LEVELS[one.policy.level] }));
  });
  protected readonly levels = computed(() =>
    LEVEL_ORDER.map((level) => ({ level, ...LEVELS[level], count: this.store.onLevel(level) })),
  );
  protected readonly drifting = computed(() => this.store.drifts.value()?.probes ?? []);
  protected readonly isNarrowed = computed(() => this.typed() !== '' || this.show() !== 'all');
  protected readonly noneOf = computed(() => {
    const words: Partial<Record<Show, string>> = WORDS.noneMatchShow;
    return (this.typed() === '' && words[this.show()]) || WORDS.noneMatch;
  });
  private readonly actions = computed<readonly PageAction[]>(() =>
    this.mayWrite() && !this.isPhone()
      ? [
          {
            id: 'new-policy',
            text: WORDS.create,
            icon: 'plus',
            keys: ['N'],
            isMain: true,
            run: () => this.create(),
          },
        ]
      : [],
  );

  constructor() {
    inject(PageTitle).set({ text: WORDS.title });
    inject(PageActions).offer(this.actions);
    inject(DestroyRef).onDestroy(this.store.follow());
    effect(() => {
      const q = this.q();
      // An address that comes later than the next key must not take that away again.
      if (document.activeElement !== this.search()?.nativeElement) this.typed.set(q);
    });
    shortcut('/', WORDS.search, () => this.search()?.nativeElement.focus());
    shortcut('n', WORDS.create, () => this.mayWrite() && !this.isPhone() && this.create());
  }

  protected create(): void {
    void this.router.navigateByUrl('/policies/observe-only/copy');
  }

  protected type(text: string): void {
    this.typed.set(text);
    this.narrow({ q: text });
  }

  protected narrow(change: { q?: string; show?: Show | undefined }): void {
    const show = change.show ?? this.show();
    const queryParams = { q: (change.q ?? this.typed()) || null, show: show === 'all' ? null : show };
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected clear(): void {
    this.typed.set('');
    this.narrow({ q: '', show: 'all' });
  }
}

function fits({ policy, assignments, drifts }: ListedPolicy, show: Show): boolean {
  if (show === 'builtin') return policy.builtin;
  if (show === 'own') return !policy.builtin;
  if (show === 'applied') return assignments.length > 0;
  return show === 'all' || drifts.length > 0;
}

/** "1 site, 2 tags, 3 probes". */
function whereText({ assignments }: ListedPolicy): string {
  const count = (type: string) => assignments.filter(({ scope }) => scope.type === type).length;
  const [sites, tags, probes] = [count('site'), count('tag'), count('probe')];
  return [
    sites > 0 && many(sites, 'site', 'sites'),
    tags > 0 && many(tags, 'tag', 'tags'),
    probes > 0 && many(probes, 'probe', 'probes'),
  ]
    .filter(Boolean)
    .join(', ');
}

function textOf(value: string | undefined): string {
  return value ?? '';
}

function showOf(value: string | undefined): Show {
  return SHOWS.find((one) => one === value) ?? 'all';
}
