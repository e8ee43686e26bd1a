import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ApprovalDetail } from '../core/api/models';
import { Loaded } from '../core/loaded';
import { Session } from '../core/session';
import { Card } from '../ui/card';
import { Icon } from '../ui/icon';
import { EvidenceApi } from './evidence-api';
import { evidenceLines, evidenceNote } from './evidence-rows';
import { EVIDENCE_WORDS } from './evidence-words';

/** What was read on hosts in the conversation before it asked: what the wish to act rests on. */
@Component({
  selector: 'lg-evidence-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, Icon, RouterLink],
  templateUrl: './evidence-card.html',
  styleUrl: './evidence-card.css',
})
export class EvidenceCard {
  readonly detail = input.required<ApprovalDetail>();
  protected readonly words = EVIDENCE_WORDS;
  private readonly api = inject(EvidenceApi);
  private readonly session = inject(Session);
  private readonly id = computed(() => this.detail().id);
  protected readonly read = new Loaded(() => this.api.of(this.id()));

  protected readonly mayOpen = computed(() => this.session.shows('command:exec'));
  protected readonly note = computed(() => {
    const found = this.read.value();
    return found ? evidenceNote(found) : '';
  });
  protected readonly lines = computed(() => {
    const found = this.read.value();
    const reader = { probeId: this.detail().probe_id, mayOpen: this.mayOpen() };
    return found ? evidenceLines(found, reader) : [];
  });
  protected readonly more = computed(() => this.read.value()?.more ?? 0);
  /** What has to be known of the whole: that there is nothing, or more, and whose words are shown. */
  protected readonly foot = computed(() => {
    const found = this.read.value();
    if (!found) return '';
    if (found.evidence.length === 0) return EVIDENCE_WORDS.none;
    const isKeptBack = found.evidence.some(({ output }) => output === null);
    const hasWords = this.lines().some(({ said }) => said !== '');
    return [
      ...(hasWords ? [EVIDENCE_WORDS.words] : []),
      ...(isKeptBack ? [EVIDENCE_WORDS.unreadable] : []),
      ...(found.more > 0 ? [EVIDENCE_WORDS.more(found.more)] : []),
    ].join(' ');
  });

  constructor() {
    // What was read before a moment does not change: once for each request is enough.
    effect(() => {
      this.id();
      untracked(() => {
        this.read.clear();
        void this.read.load();
      });
    });
  }
}
