import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ApprovalDetail } from '../core/api/models';
import { Now } from '../core/now';
import { Age } from '../ui/age';
import { Card } from '../ui/card';
import { Code } from '../ui/code';
import { CopyButton } from '../ui/copy-button';
import { Icon } from '../ui/icon';
import { Pill } from '../ui/pill';
import { visibleText } from '../ui/visible-text';
import { WORDS } from './approvals-words';
import { EffectsCard } from './effects-card';
import { EvidenceCard } from './evidence-card';
import { OpenedRequest } from './opened-request';
import { RISK_LOOKS, stateLook, titleOf } from './request-look';
import { markedParts, markedWords } from './rule-rows';
import { RunFollow } from './run-follow';
import { SimilarCard } from './similar-card';
import { TouchesCard } from './touches-card';
import { WhyCard } from './why-card';

/** Everything that a person needs to decide about one request, from what policy and the trail say of it. */
@Component({
  selector: 'lg-request-review',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Age,
    Card,
    Code,
    CopyButton,
    EffectsCard,
    EvidenceCard,
    Icon,
    Pill,
    RouterLink,
    RunFollow,
    SimilarCard,
    TouchesCard,
    WhyCard,
  ],
  templateUrl: './request-review.html',
  styleUrl: './request-review.css',
})
export class RequestReview {
  readonly detail = input.required<ApprovalDetail>();
  protected readonly request = inject(OpenedRequest);
  protected readonly words = WORDS;
  private readonly now = inject(Now);

  protected readonly title = computed(() => titleOf(this.detail()));
  protected readonly host = computed(() => visibleText(this.detail().target.name));
  protected readonly asked = computed(() =>
    WORDS.askedBy(visibleText(this.detail().requester), this.detail().requester_type),
  );
  protected readonly risk = computed(() => {
    const risk = this.detail().treated_as;
    return { ...RISK_LOOKS[risk], text: WORDS.longRisk(WORDS.risks[risk]) };
  });
  protected readonly state = computed(() =>
    this.detail().decision === 'pending' ? undefined : stateLook(this.detail()),
  );
  /** An age of hours is "ago"; a date is not. */
  protected readonly isRecent = computed(
    () => this.now.ms() - Date.parse(this.detail().created_at) < 86_400_000,
  );
  protected readonly line = computed(() => visibleText(this.detail().command_line));
  protected readonly isHiding = computed(() => this.line() !== this.detail().command_line);
  protected readonly parts = computed(() =>
    markedParts(this.line(), markedWords(this.detail()).map(visibleText)),
  );
  /** As somebody typed it, where the canonical form is another one. */
  protected readonly typed = computed(() => {
    const { line } = this.detail().command as { line?: unknown };
    return typeof line === 'string' && line !== this.detail().command_line ? visibleText(line) : '';
  });
  protected readonly note = computed(() => visibleText(this.detail().note ?? ''));
  /** The conversation that it came from. */
  protected readonly origin = computed(() => this.detail().origin);
  /** It was let go, so there is something to follow, or there was. */
  protected readonly hasRun = computed(() => {
    const { decision, not_before: from, directive } = this.detail();
    if (decision !== 'approved' || this.detail().probe_id === '') return false;
    return directive.status !== 'requested' || from === undefined;
  });
  protected readonly raw = computed(() => visibleText(JSON.stringify(this.detail(), null, 2)));
}
