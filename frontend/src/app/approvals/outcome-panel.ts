import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  signal,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ApprovalDetail } from '../core/api/models';
import { Session } from '../core/session';
import { Age } from '../ui/age';
import { LgButton } from '../ui/button';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { Icon } from '../ui/icon';
import { TextInput } from '../ui/text-input';
import { momentText } from '../ui/time-text';
import { tokenText } from '../ui/token-query';
import { visibleText } from '../ui/visible-text';
import { WORDS } from './approvals-words';
import { OpenedRequest } from './opened-request';
import { STATE_LOOKS } from './request-look';

/** What became of a request: who ended it, when and why, what came in its place, and what is left to do. */
@Component({
  selector: 'lg-outcome-panel',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Age, Failure, Field, Icon, LgButton, RouterLink, TextInput],
  templateUrl: './outcome-panel.html',
  styleUrl: './outcome-panel.css',
})
export class OutcomePanel {
  readonly detail = input.required<ApprovalDetail>();
  /** What had the focus is gone: it goes to what became of the request. */
  readonly takesFocus = input(false);
  protected readonly request = inject(OpenedRequest);
  protected readonly words = WORDS.outcome;
  protected readonly review = WORDS.review;
  protected readonly note = signal('');
  protected readonly isTried = signal(false);
  private readonly router = inject(Router);
  private readonly session = inject(Session);

  protected readonly look = computed(() =>
    this.isGlass() ? ({ tone: 'bad', icon: 'siren' } as const) : STATE_LOOKS[this.detail().decision],
  );
  protected readonly isGlass = computed(() => this.detail().breakglass_reason !== undefined);
  protected readonly title = computed(() => {
    const { decision, decided_by: by, breakglass_reason: glass, requester } = this.detail();
    if (glass !== undefined) {
      const why = (WORDS.glass.reasons[glass] ?? visibleText(glass)).toLowerCase();
      return WORDS.glass.broken(visibleText(requester), why);
    }
    return WORDS.outcome.states[decision](visibleText(by ?? ''));
  });
  /** The buttons that were pressed came too late. */
  protected readonly isTooLate = computed(
    () => this.request.failure()?.body['reason_code'] === 'already_decided',
  );
  protected readonly text = computed(() => {
    const { decision, directive } = this.detail();
    if (this.isTooLate()) return WORDS.outcome.quicker(WORDS.outcome.short[decision](this.by()));
    if (WORDS.outcome.texts[decision]) return WORDS.outcome.texts[decision];
    return directive.status === 'canceled' ? WORDS.outcome.nothingRan : '';
  });
  protected readonly why = computed(() => visibleText(this.detail().decision_reason ?? ''));
  protected readonly window = computed(() => {
    const { not_before: from, not_after: until, directive } = this.detail();
    if (!from || directive.status !== 'requested') return '';
    const at = (iso: string) => momentText(iso).split(' · ')[0] ?? '';
    return [WORDS.outcome.starts(at(from)), ...(until ? [WORDS.outcome.until(at(until))] : [])].join(', ');
  });
  protected readonly changes = computed(() =>
    this.detail().changes.map(({ field, was, is }) => ({
      field: WORDS.outcome.fields[field] ?? visibleText(field),
      was: visibleText(was) || '–',
      is: visibleText(is) || '–',
    })),
  );
  protected readonly trail = computed(() =>
    this.session.shows('audit:read')
      ? { q: tokenText('subject', `approval/${this.detail().id}`) }
      : undefined,
  );
  protected readonly mayReview = computed(() => this.detail().options.may_review);
  protected readonly noteError = computed(() =>
    this.isTried() && !this.note().trim() ? WORDS.review.missing : '',
  );
  protected readonly seen = visibleText;
  protected readonly moment = momentText;

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterNextRender(() => {
      if (this.takesFocus()) host.querySelector<HTMLElement>('.what')?.focus();
    });
  }

  protected async openNewer(): Promise<void> {
    const id = await this.request.successor();
    if (id) return void (await this.router.navigate(['/approvals', id], { queryParamsHandling: 'merge' }));
    const run = await this.request.successorRun();
    if (run) await this.router.navigate([], { queryParams: { run }, queryParamsHandling: 'merge' });
  }

  protected async sendReview(event?: Event): Promise<void> {
    event?.preventDefault();
    this.isTried.set(true);
    if (!this.note().trim()) return;
    if (await this.request.review(this.note().trim(), this.detail())) this.note.set('');
  }

  protected write(event: Event): void {
    this.note.set((event.target as HTMLTextAreaElement).value);
  }

  private by(): string {
    return visibleText(this.detail().decided_by ?? '');
  }
}
