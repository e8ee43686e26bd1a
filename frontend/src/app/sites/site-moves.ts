import { Injectable, inject } from '@angular/core';
import { toApiError } from '../core/api-errors';
import { failureText } from '../core/error-words';
import { Dialogs } from '../ui/dialogs';
import { Toasts } from '../ui/toasts';
import { visibleText } from '../ui/visible-text';
import type { SiteChoice, SiteDialogData } from './site-dialog';
import { SITE_WORDS } from './site-words';
import { SitesApi } from './sites-api';

const PORTION = 5_000;

/** A probe and where it is. */
export interface Placed {
  readonly id: string;
  readonly site_id?: string | undefined;
}

/** Asks where probes go, and puts them there with a way back. */
@Injectable({ providedIn: 'root' })
export class SiteMoves {
  private readonly api = inject(SitesApi);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);

  choose(data: SiteDialogData): Promise<SiteChoice | undefined> {
    const dialog = import('./site-dialog').then((file) => file.SiteDialog);
    return this.dialogs.open<SiteChoice, SiteDialogData>(dialog, data, { focus: 'input' });
  }

  /** With Undo; `after` is called when they are somewhere else, and again when they are back. */
  async move(probes: readonly Placed[], to: SiteChoice, after: () => Promise<void>): Promise<void> {
    const moving = probes.filter(({ site_id }) => (site_id ?? null) !== to.id);
    await this.told(async () => {
      const changed = await this.put(
        moving.map(({ id }) => id),
        to.id,
      );
      await after();
      if (changed === 0) return this.toasts.info(SITE_WORDS.same);
      const undo = () => void this.told(() => this.back(moving, after));
      this.toasts.done(doneText(changed, to), undo);
    });
  }

  /** Without a way back; who they are is read after the yes. */
  async moveMany(
    count: number,
    probes: () => Promise<readonly Placed[]>,
    to: SiteChoice,
    after: () => Promise<void>,
  ): Promise<void> {
    const isSure = await this.dialogs.confirm({
      title: SITE_WORDS.manyTitle(count),
      text: SITE_WORDS.manyText,
      verb: SITE_WORDS.apply,
    });
    if (!isSure) return;
    await this.told(async () => {
      const ids = (await probes()).map(({ id }) => id);
      const changed = await this.put(ids, to.id);
      this.toasts.done(doneText(changed, to));
      await after();
    });
  }

  private async back(moved: readonly Placed[], after: () => Promise<void>): Promise<void> {
    for (const [site, probes] of Map.groupBy(moved, ({ site_id }) => site_id ?? null))
      await this.put(
        probes.map(({ id }) => id),
        site,
      );
    await after();
    this.toasts.done(SITE_WORDS.undone(moved.length));
  }

  private async put(ids: readonly string[], site: string | null): Promise<number> {
    let changed = 0;
    for (let at = 0; at < ids.length; at += PORTION)
      changed += (await this.api.assign({ probes: ids.slice(at, at + PORTION), site })).changed;
    return changed;
  }

  /** What is refused is said where it was asked for; the server's words say by which policy or freeze. */
  private async told(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      this.toasts.failed(failureText(toApiError(cause)));
    }
  }
}

function doneText(changed: number, { id, name }: SiteChoice): string {
  return id === null ? SITE_WORDS.out(changed) : SITE_WORDS.done(changed, visibleText(name));
}
