import { Injectable, inject } from '@angular/core';
import { toApiError } from '../../core/api-errors';
import { errorWords } from '../../core/error-words';
import type { FleetRow } from '../../core/api/models';
import { Activity } from '../../core/activity';
import { Dialogs } from '../../ui/dialogs';
import { SiteMoves } from '../../sites/site-moves';
import { Toasts } from '../../ui/toasts';
import { FleetListApi } from './fleet-list-api';
import { FleetListStore } from './fleet-list-store';
import { FleetSelection } from './fleet-selection';
import { BULK } from './fleet-words';
import type { TagChange, TagDialogData } from './tag-dialog';

/** More than this cannot be taken back: too many would have to be remembered. */
const MOST_UNDONE = 5_000;
const MOST_REMOVED = 500;
const PAGE = 500;

/** Tags, moves and removes the selected probes: fetched when somebody does. */
@Injectable({ providedIn: 'root' })
export class BulkWork {
  private readonly api = inject(FleetListApi);
  private readonly store = inject(FleetListStore);
  private readonly selection = inject(FleetSelection);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  private readonly activity = inject(Activity);
  private readonly moves = inject(SiteMoves);

  async tag(): Promise<void> {
    const count = this.selection.count();
    const rows = this.selection.rows().map(({ view }) => view());
    const data: TagDialogData = { count, tags: [...new Set(rows.flatMap(({ tags }) => tags))] };
    const dialog = import('./tag-dialog').then((file) => file.TagDialog);
    const change = await this.dialogs.open<TagChange, TagDialogData>(dialog, data, { focus: 'input' });
    if (change) await this.told(() => this.retag(change, count));
  }

  /** Where they go is asked first, with where they are. */
  async site(): Promise<void> {
    const count = this.selection.count();
    const seen = this.selection.rows().map(({ view }) => view());
    const places = new Set(seen.map(({ site_id }) => site_id));
    const isInside = this.selection.isAll() || seen.some(({ site_id }) => site_id !== undefined);
    const site = places.size === 1 ? [...places][0] : undefined;
    const to = await this.moves.choose({ count, site, isInside });
    if (!to) return;
    if (this.selection.isAll() && count > MOST_UNDONE)
      return this.moves.moveMatching(this.store.view().q, count, to, () => this.store.refresh());
    await this.told(async () => {
      const rows = await this.selectedRows();
      await this.moves.move(rows, to, () => this.readAgain(rows.map(({ id }) => id)));
    });
  }

  async remove(): Promise<void> {
    const count = this.selection.count();
    const [only] = count === 1 ? this.selection.rows() : [];
    const name = only ? plainName(only.view()) : String(count);
    const isSure = await this.dialogs.confirm({
      title: only ? BULK.removeOne(name) : BULK.removeMany(count),
      text: BULK.removeText,
      consequences: BULK.gone,
      verb: BULK.removeVerb(count),
      tone: 'danger',
      typeToConfirm: name,
    });
    if (isSure) await this.told(() => this.removeAll());
  }

  /** What was changed at once is known one by one before, so that Undo gives back exactly that. */
  private async retag(change: TagChange, count: number): Promise<void> {
    if (this.selection.isAll() && count > MOST_UNDONE) return this.retagMany(change, count);
    const rows = await this.selectedRows();
    for (const row of rows) this.store.find(row.id)?.take({ ...row, tags: tagsAfter(row.tags, change) });
    const { changed } = await this.api
      .tag({ probes: rows.map(({ id }) => id), ...change })
      .catch((cause: unknown) => {
        for (const row of rows) this.store.find(row.id)?.take(row);
        throw cause;
      });
    if (changed === 0) this.toasts.info(BULK.sameTags);
    else this.toasts.done(BULK.tagged(changed), () => void this.told(() => this.undo(rows, change)));
  }

  private async retagMany(change: TagChange, count: number): Promise<void> {
    const isSure = await this.dialogs.confirm({
      title: BULK.manyTitle(count),
      text: BULK.manyText,
      verb: BULK.apply,
    });
    if (!isSure) return;
    const { changed } = await this.api.tag({ q: this.store.view().q, ...change });
    this.toasts.done(BULK.tagged(changed));
    await this.store.refresh();
  }

  private async undo(before: readonly FleetRow[], { add, remove }: TagChange): Promise<void> {
    for (const tag of add) {
      const without = before.filter(({ tags }) => !tags.includes(tag)).map(({ id }) => id);
      if (without.length > 0) await this.api.tag({ probes: without, remove: [tag] });
    }
    for (const tag of remove) {
      const had = before.filter(({ tags }) => tags.includes(tag)).map(({ id }) => id);
      if (had.length > 0) await this.api.tag({ probes: had, add: [tag] });
    }
    await this.readAgain(before.map(({ id }) => id));
    this.toasts.done(BULK.untagged(before.length));
  }

  private async removeAll(): Promise<void> {
    const ids = (await this.selectedRows()).map(({ id }) => id);
    const work = this.activity.begin({ text: BULK.removing, detail: BULK.count(ids.length), progress: 0 });
    let [removed, missing] = [0, 0];
    try {
      for (let at = 0; at < ids.length; at += MOST_REMOVED) {
        const answer = await this.api.remove(ids.slice(at, at + MOST_REMOVED));
        removed += answer.removed.length;
        missing += answer.missing.length;
        for (const id of ids.slice(at, at + MOST_REMOVED)) this.store.noteRemoved(id);
        work.report({ progress: (removed + missing) / ids.length });
      }
      work.end('done', BULK.removed(removed));
    } catch (cause) {
      work.end('failed', BULK.removed(removed));
      throw cause;
    } finally {
      if (removed + missing > 0) {
        this.selection.clear();
        await this.store.refresh();
      }
    }
    this.toasts.done([BULK.removed(removed), ...(missing > 0 ? [BULK.missing(missing)] : [])].join('. '));
  }

  /** As they are now; for all that match, read page by page. */
  private async selectedRows(): Promise<readonly FleetRow[]> {
    if (!this.selection.isAll()) return this.rowsOf([...this.selection.keys()] as string[]);
    const rows = new Map<string, FleetRow>();
    let cursor: string | undefined;
    do {
      const page = await this.api.page(this.store.view(), PAGE, cursor);
      for (const row of page.rows) rows.set(row.id, row);
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    return [...rows.values()];
  }

  private async rowsOf(ids: readonly string[]): Promise<readonly FleetRow[]> {
    const rows: FleetRow[] = [];
    for (let at = 0; at < ids.length; at += PAGE)
      rows.push(...(await this.api.again(ids.slice(at, at + PAGE))));
    return rows;
  }

  private async readAgain(ids: readonly string[]): Promise<void> {
    const shown = ids.filter((id) => this.store.find(id));
    for (const row of await this.rowsOf(shown)) this.store.find(row.id)?.take(row);
  }

  /** What is refused is said where it was asked for, and stays until it was read. */
  private async told(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      const error = toApiError(cause);
      this.toasts.failed(`${errorWords(error).title} (${error.code})`);
    }
  }
}

function tagsAfter(tags: readonly string[], { add, remove }: TagChange): string[] {
  return [...new Set([...tags.filter((tag) => !remove.includes(tag)), ...add])].sort();
}

/** What can be typed: a name with unseen or no signs cannot, so its id stands for it. */
function plainName({ hostname, id }: FleetRow): string {
  return /^[\x21-\x7e]+$/.test(hostname) ? hostname : id;
}
