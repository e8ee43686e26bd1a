import { Injectable, computed, inject, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { type Navigation, NavigationEnd, Router, type UrlTree } from '@angular/router';
import { filter, map } from 'rxjs';
import { KEEP_FOCUS } from '../core/focus-heading';

/** Parts of the address that are about one probe alone: its run, its conversation, its entry of the activity. */
const OF_ONE_PROBE = { run: null, talk: null, entry: null } as const;

/** The address of the fleet's page: which probe is open, on which tab, and what the list shows. */
@Injectable()
export class FleetAddress {
  private readonly router = inject(Router);
  private readonly url = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => event.urlAfterRedirects),
    ),
    { initialValue: this.router.url },
  );
  private readonly segments = computed(
    () => this.router.parseUrl(this.url()).root.children['primary']?.segments.map(({ path }) => path) ?? [],
  );

  readonly openId = computed(() => (this.segments()[0] === 'fleet' ? this.segments()[1] : undefined));
  private readonly underWay = () => untracked(this.router.currentNavigation);

  /** On the tab that the probe before it was on. What was about that one is left behind. */
  open(id: string, isUnasked = false): void {
    if (isUnasked && this.underWay()) return;
    const tab = this.segments()[2];
    void this.router.navigate(['/fleet', id, ...(tab ? [tab] : [])], {
      queryParams: OF_ONE_PROBE,
      queryParamsHandling: 'merge',
      ...(isUnasked && { replaceUrl: true, info: KEEP_FOCUS }),
    });
  }

  addProbe(replaceUrl = false): void {
    void this.router.navigateByUrl('/fleet/add', { replaceUrl });
  }

  /** Whoever closes says where the focus goes. */
  close(params: Readonly<Record<string, string | null>> = {}): Promise<unknown> {
    return this.router.navigate(['/fleet'], {
      queryParams: { ...OF_ONE_PROBE, ...params },
      queryParamsHandling: 'merge',
      info: KEEP_FOCUS,
    });
  }

  /**
   * Changes the query without another step in the history; null takes a part out. It may come late, after a pause in the
   * typing: whoever is on the way to another probe gets there with it, whoever is leaving leaves.
   */
  change(params: Readonly<Record<string, string | null>>): void {
    const underWay = this.underWay();
    if (!underWay) {
      void this.router.navigate([], { queryParams: params, queryParamsHandling: 'merge', replaceUrl: true });
      return;
    }
    const tree = this.router.parseUrl(this.router.serializeUrl(targetOf(underWay)));
    if (firstSegment(tree) !== 'fleet') return;
    const query = Object.entries({ ...tree.queryParams, ...params }).filter(([, value]) => value !== null);
    tree.queryParams = Object.fromEntries(query);
    const { replaceUrl = false, info } = underWay.extras;
    void this.router.navigateByUrl(tree, { replaceUrl, info });
  }
}

function targetOf({ finalUrl, extractedUrl }: Navigation): UrlTree {
  return finalUrl ?? extractedUrl;
}

function firstSegment(tree: UrlTree): string | undefined {
  return tree.root.children['primary']?.segments[0]?.path;
}
