import type {
  AuditEntryDetail,
  AuditEvent,
  AuditKey,
  AuditPage,
  AuditVerification,
} from '../core/api/models';
import type { AuditAsk } from './audit-api';

/** A trail of numbered entries, newest first, two to a page. Those after `sealedTo` are not sealed yet. */
export class FakeAuditApi {
  newest = 5;
  sealedTo = Infinity;
  failing = false;
  readonly asked: AuditAsk[] = [];
  readonly verified: (string | undefined)[] = [];

  list(ask: AuditAsk): Promise<AuditPage> {
    this.asked.push(ask);
    if (this.failing) return Promise.reject(new Error('away'));
    const from = ask.cursor ? Number(ask.cursor) - 1 : this.newest;
    const events = [from, from - 1].filter((id) => id > 0).map((id) => this.anEntry(id, ask));
    const has_more = from > 2;
    const next_cursor = has_more ? String(from - 1) : '';
    return Promise.resolve({ events, total: this.newest, has_more, next_cursor });
  }

  entry(id: string): Promise<AuditEntryDetail> {
    return Promise.resolve({ ...this.anEntry(Number(id)), previous_link: 'before' });
  }

  types(): Promise<readonly string[]> {
    return Promise.resolve(['command.sent', 'probe.connected']);
  }

  verify(checkpoint?: string): Promise<AuditVerification> {
    this.verified.push(checkpoint);
    return Promise.resolve({
      valid: true,
      entries_checked: this.newest,
      first_invalid_at: null,
      first_invalid_index: null,
      reason: null,
      last_index: this.newest,
      checkpoint: null,
    });
  }

  key(): Promise<AuditKey> {
    return Promise.resolve({ kid: 'k', algorithm: 'Ed25519', public_key: '', public_key_pem: 'PEM' });
  }

  exportUrls(): { jsonl: string; csv: string } {
    return { jsonl: '/jsonl', csv: '/csv' };
  }

  private anEntry(id: number, { filter }: Partial<AuditAsk> = {}): AuditEvent {
    return {
      ...anEntry({ id: String(id), sealed: id <= this.sealedTo }),
      ...(id <= this.sealedTo ? { index: id } : {}),
      ...(filter?.probe_id ? { probe_id: filter.probe_id } : {}),
    };
  }
}

export function anEntry(over: Partial<AuditEvent> = {}): AuditEvent {
  return {
    id: '1',
    timestamp: '2026-11-20T08:00:00Z',
    type: 'probe.connected',
    summary: '',
    tenant_id: 'default',
    actor: 'system',
    actor_type: 'system',
    actor_id: 'system',
    sealed: true,
    ...over,
  };
}
