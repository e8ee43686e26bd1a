import { Injectable, computed, inject } from '@angular/core';
import type { ApprovalView } from '../core/api/models';
import { LiveFeed } from '../core/live/live-feed';
import { ApprovalsApi } from './approvals-api';
import { QueuePages } from './queue-pages';
import { titleOf } from './request-look';

export const QUEUE_TABS = ['waiting', 'mine', 'decided', 'review'] as const;
export type QueueTab = (typeof QUEUE_TABS)[number];

const PAGE = 50;
/** All that wait are wanted at once: the first to end is the first in the list. */
const WAITING = 200;
const RECENT = 5;

/** The lists of requests. They outlive the page: who comes back sees the last data at once. */
@Injectable({ providedIn: 'root' })
export class ApprovalsStore {
  private readonly api = inject(ApprovalsApi);
  private readonly feed = inject(LiveFeed);

  readonly lists: Readonly<Record<QueueTab, QueuePages>> = {
    waiting: new QueuePages((cursor) => this.api.list({ status: 'pending', limit: WAITING, cursor })),
    mine: new QueuePages((cursor) => this.api.list({ asked_by: 'me', limit: PAGE, cursor })),
    decided: new QueuePages((cursor) => this.api.list({ decided: 'true', limit: PAGE, cursor })),
    review: new QueuePages((cursor) => this.api.list({ needs_review: 'true', limit: PAGE, cursor })),
  };
  readonly recent = new QueuePages(() => this.api.list({ decided: 'true', limit: RECENT }));

  /** What ends first comes first. */
  readonly waiting = computed(() =>
    [...this.lists.waiting.rows()].sort((a, b) => a.expires_at.localeCompare(b.expires_at)),
  );
  readonly needsReview = computed(() => this.lists.review.rows().length);

  rows(tab: QueueTab): readonly ApprovalView[] {
    return tab === 'waiting' ? this.waiting() : this.lists[tab].rows();
  }

  /** Reads what this tab shows, and again whenever a request changes, until the function it returns is called. */
  follow(tab: QueueTab): () => void {
    void this.load(tab);
    return this.feed.watch(['approval.', 'breakglass.'], () => this.load(tab));
  }

  async load(tab: QueueTab): Promise<void> {
    const lists = new Set([this.lists.waiting, this.lists.review, this.recent, this.lists[tab]]);
    await Promise.all([...lists].map((list) => list.load()));
  }
}

/** Whether a request has all of these words somewhere in what the queue shows of it. */
export function matches(approval: ApprovalView, q: string): boolean {
  const { summary, target, requester, risk_level: risk, decision } = approval;
  const text = [titleOf(approval), summary, target.name, requester, risk, decision].join(' ').toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
