import type { AuditEvent } from '../core/api/models';
import type { IconName } from '../ui/icon';

export interface TypeLook {
  readonly icon: IconName;
  readonly tone: '' | 'ok' | 'bad' | 'warn';
}

const ICONS: Readonly<Record<string, IconName>> = {
  probe: 'server',
  inventory: 'package',
  command: 'square-terminal',
  directive: 'play',
  approval: 'shield-check',
  execution: 'snowflake',
  token: 'key-round',
  key: 'key-round',
  api_key: 'key-round',
  auth: 'user',
  audit: 'scroll-text',
  policy: 'scale',
  signal: 'webhook',
  delivery: 'webhook',
};

const BAD = /(?:^|[._])(?:failed|denied|refused|offline|deleted|broken|dead)$/;
const WARN =
  /(?:^|[._])(?:disconnected|degraded|expired|flapping|revoked|frozen|canceled|needed|requested|queued)$/;
const OK = /(?:^|[._])(?:completed|approved|recovered|connected|reconnected|registered)$/;

/** How an entry looks: by the domain of its type, by the word the type ends with, and by how a command ended. */
export function lookOf({ type, detail }: Pick<AuditEvent, 'type' | 'detail'>): TypeLook {
  const domain = type.split('.')[0] ?? '';
  const tone = type === 'command.result' ? toneOfResult(detail) : toneOfType(type);
  return { icon: Object.hasOwn(ICONS, domain) ? (ICONS[domain] ?? 'file-text') : 'file-text', tone };
}

function toneOfType(type: string): TypeLook['tone'] {
  if (type === 'directive.requested') return '';
  return BAD.test(type) ? 'bad' : WARN.test(type) ? 'warn' : OK.test(type) ? 'ok' : '';
}

function toneOfResult(detail: unknown): TypeLook['tone'] {
  const {
    error_kind: kind,
    exit_code: code,
    outcome,
  } = (detail ?? {}) as {
    error_kind?: unknown;
    exit_code?: unknown;
    outcome?: unknown;
  };
  // Somebody stopped it.
  if (outcome === 'canceled' || kind === 'canceled') return '';
  if (kind) return 'bad';
  return code === 0 ? 'ok' : '';
}
