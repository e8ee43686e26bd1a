import { DestroyRef, Injectable, effect, inject, signal, untracked } from '@angular/core';
import type { CommandPreview } from '../core/api/models';
import { RunApi } from '../run/run-api';
import { type ChatTarget, Compose } from './compose';

const PAUSE_MS = 350;
/** More are not judged ahead: the answer asks for their number anyway. */
const MOST = 200;

/** What an exact command would come to, while it is written. It is judged again when it is sent. */
@Injectable()
export class CommandPreviewing {
  private readonly api = inject(RunApi);
  private readonly compose = inject(Compose);
  private readonly probe = signal<string | undefined>(undefined);
  private readonly seen = signal<CommandPreview | undefined>(undefined);
  private readonly old = signal(false);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;

  readonly preview = this.seen.asReadonly();
  /** It belongs to an earlier line. */
  readonly isStale = this.old.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.turn++;
      clearTimeout(this.timer);
    });
    effect(() => {
      const [text, target, probe] = [this.compose.text(), this.compose.target(), this.probe()];
      untracked(() => this.judgeSoon(text.startsWith('!') ? text.slice(1).trim() : '', target, probe));
    });
  }

  /** A conversation about one probe needs no target. */
  about(probeId: string | undefined): void {
    this.probe.set(probeId);
  }

  private judgeSoon(line: string, target: ChatTarget | undefined, probe: string | undefined): void {
    clearTimeout(this.timer);
    const turn = ++this.turn;
    this.old.set(this.seen() !== undefined);
    if (line === '' || (!target && !probe)) return this.seen.set(undefined);
    this.timer = setTimeout(() => void this.judge(turn, line, target, probe), PAUSE_MS);
  }

  private async judge(
    turn: number,
    line: string,
    target: ChatTarget | undefined,
    probe?: string,
  ): Promise<void> {
    const found = await this.find(line, target, probe).catch(() => undefined);
    if (turn !== this.turn) return;
    this.seen.set(found);
    this.old.set(false);
  }

  private async find(
    line: string,
    target: ChatTarget | undefined,
    probe?: string,
  ): Promise<CommandPreview | undefined> {
    const ids = target ? await this.idsOf(target) : probe ? [probe] : [];
    return ids.length > 0 && ids.length <= MOST ? this.api.preview(ids, { line }) : undefined;
  }

  private async idsOf({ kind, value, count }: ChatTarget): Promise<readonly string[]> {
    if (kind === 'probe') return [value];
    if (count !== undefined && count > MOST) return [];
    const { rows, total } = await this.api.rows({ q: kind === 'all' ? '' : value });
    return total > MOST ? [] : rows.map(({ id }) => id);
  }
}
