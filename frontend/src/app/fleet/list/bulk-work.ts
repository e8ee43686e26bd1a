import { Injectable, inject } from '@angular/core';
import { toApiError } from '../../core/api-errors';
import { failureText } from '../../core/error-words';
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

/** Whom a dialog is about: settled before it opens, so that what it names is what happens. */
interface Chosen {
  readonly ids: readonly string[];
  /** As far as they are known. */
  readonly rows: readonly FleetRow[];
  /** As they are now, without those that are gone or match the filter no more. */
  readonly now: () => Promise<readonly FleetRow[]>;
}

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
  private isFinding = false;

  async tag(): Promise<void> {
    const chosen = await this.chosen();
    if (!chosen) return;
    const tags = [...new Set(chosen.rows.flatMap((row) => row.tags))];
    const data: TagDialogData = { count: chosen.ids.length, tags };
    const dialog = import('./tag-dialog').then((file) => file.TagDialog);
    const change = await this.dialogs.open<TagChange, TagDialogData>(dialog, data, { focus: 'input' });
    if (change) await this.told(() => this.retag(change, chosen));
  }

  /** Where they go is asked first, with where they are. */
  async site(): Promise<void> {
    const chosen = await this.chosen();
    if (!chosen) return;
    const count = chosen.ids.length;
    const places = new Set(chosen.rows.map(({ site_id }) => site_id));
    const isInside = chosen.rows.some(({ site_id }) => site_id !== undefined);
    const site = places.size === 1 ? [...places][0] : undefined;
    const to = await this.moves.choose({ count, site, isInside });
    if (!to) return;
    if (count > MOST_UNDONE) return this.moves.moveMany(count, chosen.now, to, () => this.store.refresh());
    await this.told(async () => {
      const rows = await chosen.now();
      await this.moves.move(rows, to, () => this.readAgain(rows.map(({ id }) => id)));
    });
  }

  async remove(): Promise<void> {
    const chosen = await this.chosen();
    if (!chosen) return;
    const count = chosen.ids.length;
    const [only] = count === 1 ? chosen.rows : [];
    const name = only ? plainName(only) : String(count);
    const isSure = await this.dialogs.confirm({
      title: only ? BULK.removeOne(name) : BULK.removeMany(count),
      text: BULK.removeText,
      consequences: BULK.gone,
      verb: BULK.removeVerb(count),
      tone: 'danger',
      typeToConfirm: name,
    });
    if (isSure) await this.told(() => this.removeAll(chosen));
  }

  /** What was changed at once is known one by one before, so that Undo gives back exactly that. */
  private async retag(change: TagChange, chosen: Chosen): Promise<void> {
    if (chosen.ids.length > MOST_UNDONE) return this.retagMany(change, chosen);
    const rows = await chosen.now();
    if (rows.length === 0) return this.toasts.info(BULK.noneLeft);
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

  private async retagMany(change: TagChange, { ids, now }: Chosen): Promise<void> {
    const isSure = await this.dialogs.confirm({
      title: BULK.manyTitle(ids.length),
      text: BULK.manyText,
      verb: BULK.apply,
    });
    if (!isSure) return;
    const probes = (await now()).map(({ id }) => id);
    let changed = 0;
    for (let at = 0; at < probes.length; at += MOST_UNDONE)
      changed += (await this.api.tag({ probes: probes.slice(at, at + MOST_UNDONE), ...change })).changed;
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

  private async removeAll(chosen: Chosen): Promise<void> {
    const ids = (await chosen.now()).map(({ id }) => id);
    const spared = chosen.ids.length - ids.length;
    if (ids.length === 0) return this.toasts.info(BULK.noneLeft);
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
    const more = [
      ...(spared > 0 ? [BULK.spared(spared)] : []),
      ...(missing > 0 ? [BULK.missing(missing)] : []),
    ];
    this.toasts.done([BULK.removed(removed), ...more].join('. '));
  }

  /** Those that are selected now, and no others later: what joins a filter while a dialog stands is not among them. */
  private async chosen(): Promise<Chosen | undefined> {
    if (!this.selection.isAll()) {
      const ids = [...this.selection.keys()] as string[];
      const rows = this.selection.rows().map(({ view }) => view());
      return { ids, rows, now: () => this.rowsOf(ids) };
    }
    if (this.isFinding) return undefined;
    this.isFinding = true;
    try {
      const { q } = this.store.view();
      const rows = await this.matching(q);
      const ids = new Set(rows.map(({ id }) => id));
      if (ids.size === 0) this.toasts.info(BULK.noneLeft);
      const now = async () => (await this.matching(q)).filter(({ id }) => ids.has(id));
      return ids.size === 0 ? undefined : { ids: [...ids], rows, now };
    } finally {
      this.isFinding = false;
    }
  }

  /** Page by page, in an order that nothing moves through while it is read. */
  private async matching(q: string): Promise<readonly FleetRow[]> {
    const rows = new Map<string, FleetRow>();
    let cursor: string | undefined;
    do {
      const page = await this.api.page({ q, sort: 'registered' }, PAGE, cursor);
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
      this.toasts.failed(failureText(toApiError(cause)));
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
