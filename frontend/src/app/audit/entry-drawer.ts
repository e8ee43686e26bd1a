import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AuditEntryDetail } from '../core/api/models';
import { isNumber, kept } from '../core/kept';
import { Session } from '../core/session';
import { Code } from '../ui/code';
import { CopyButton } from '../ui/copy-button';
import { Drawer } from '../ui/drawer';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { JsonDiff } from '../ui/json-diff';
import { Skeleton } from '../ui/skeleton';
import { tokenText } from '../ui/token-query';
import { momentText } from '../ui/time-text';
import { visibleText } from '../ui/visible-text';
import { ProbeNames } from '../run/probe-names';
import { AUDIT_WORDS } from './audit-words';
import { OpenedEntry } from './opened-entry';

/** Everything that was written about one thing that happened, as text and nothing else, and its place in the chain. */
@Component({
  selector: 'lg-entry-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, Code, CopyButton, Drawer, Failure, Icon, IconButton, JsonDiff, Skeleton],
  templateUrl: './entry-drawer.html',
  styleUrl: './entry-drawer.css',
})
export class EntryDrawer {
  /** Changes with the entry that is open. */
  readonly address = input('');
  readonly closed = output();
  /** The id of another entry. */
  readonly opened = output<string>();

  protected readonly store = inject(OpenedEntry);
  private readonly probes = inject(ProbeNames);
  private readonly session = inject(Session);
  protected readonly mayReadApprovals = computed(() => this.session.shows('approval:read'));
  protected readonly words = AUDIT_WORDS.entry;
  protected readonly width = kept('audit.entry.width', 520, isNumber);
  protected readonly seen = visibleText;
  protected readonly moment = momentText;
  protected readonly copyAddress = () => location.href;

  protected readonly entry = computed<AuditEntryDetail | undefined>(() => this.store.entry());
  protected readonly title = computed(() => {
    const entry = this.entry();
    if (!entry) return AUDIT_WORDS.entry.loading;
    return entry.sealed ? AUDIT_WORDS.entry.sealed(entry.index ?? 0) : AUDIT_WORDS.entry.unsealed;
  });
  protected readonly actorText = computed(() => {
    const { actor = '', actor_id = '', actor_type = '' } = this.entry() ?? {};
    // Entries of before name a probe by its id alone.
    const isBare = actor_type === 'probe' && actor_id !== '' && (actor === actor_id || !actor);
    const name = isBare ? this.probes.of(actor_id) : actor || actor_id;
    return visibleText([name, actor_type && `(${actor_type})`].filter(Boolean).join(' '));
  });
  /** Of the probe it is about; its id where the name is not known. */
  protected readonly host = computed(() => {
    const id = this.entry()?.probe_id;
    return id ? visibleText(this.probes.of(id)) : '';
  });
  protected readonly chain = computed(() => {
    const { entry_hash, link, previous_link } = this.entry() ?? {};
    return [
      { label: AUDIT_WORDS.entry.hash, value: entry_hash },
      { label: AUDIT_WORDS.entry.link, value: link },
      { label: AUDIT_WORDS.entry.previous, value: previous_link },
    ].flatMap(given);
  });
  protected readonly names = computed(() => {
    const { request_id, correlation_id, signal_id } = this.entry() ?? {};
    return [
      { label: AUDIT_WORDS.entry.request, value: request_id },
      { label: AUDIT_WORDS.entry.correlation, value: correlation_id },
      { label: AUDIT_WORDS.entry.signal, value: signal_id },
    ].flatMap(given);
  });
  protected readonly hasChange = computed(
    () => this.entry()?.before !== undefined || this.entry()?.after !== undefined,
  );
  protected readonly detail = computed(() => {
    const detail = this.entry()?.detail;
    const isEmpty = typeof detail === 'object' && detail !== null && Object.keys(detail).length === 0;
    return detail === undefined || detail === null || isEmpty
      ? ''
      : visibleText(JSON.stringify(detail, null, 2));
  });

  protected only(key: string, value: string): Record<string, string> {
    return { q: tokenText(key, value) };
  }
}

function given({ label, value }: { label: string; value: string | undefined }) {
  return value ? [{ label, value }] : [];
}
