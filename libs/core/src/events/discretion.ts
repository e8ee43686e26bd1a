import type { Permission } from '@legator/contracts';
import { may } from '../context/actor.js';
import type { Actor } from '../context/actor.js';
import type { FeedItem } from '../signals/signal.js';

/** What else than the fleet one must be allowed to read to be told all about the facts of a domain. */
const NEEDED = new Map<string, Permission>([
  ['directive', 'directive:read'],
  ['command', 'directive:read'],
  ['rollout', 'directive:read'],
  ['execution', 'directive:read'],
  ['approval', 'approval:read'],
  ['breakglass', 'approval:read'],
  ['auth', 'audit:read'],
  ['api_key', 'audit:read'],
  ['service_account', 'audit:read'],
  ['user', 'audit:read'],
  ['role', 'audit:read'],
  ['member', 'audit:read'],
  ['invitation', 'audit:read'],
  ['tenant', 'audit:read'],
  ['organization', 'audit:read'],
]);

type Fact = Pick<FeedItem, 'type' | 'subject' | 'payload'>;

const closed = new WeakMap<FeedItem, FeedItem>();

/** A signal as far as this actor may know it: the same, or only that something of its type happened, and where. */
export function shownTo(actor: Actor, item: FeedItem): FeedItem {
  return mayBeTold(actor, item) ? item : withoutContent(item);
}

/** Whether this actor may know what a signal says. */
export function mayBeTold(actor: Actor, fact: Fact): boolean {
  const permission = neededFor(fact);
  return permission === undefined || may(actor, permission);
}

function neededFor({ type, subject, payload }: Fact): Permission | undefined {
  const needed = NEEDED.get(type.split('.', 1)[0]!);
  if (needed) return needed;
  const tellsOfDirective = subject.type === 'directive' || payload['directive_id'] !== undefined;
  return tellsOfDirective ? 'directive:read' : undefined;
}

/** Made once for all such readers, so that its JSON is too. */
function withoutContent(item: FeedItem): FeedItem {
  const known = closed.get(item);
  if (known) return known;
  const neutral = { ...item, summary: plainWords(item.type), payload: {} };
  closed.set(item, neutral);
  return neutral;
}

/** `command.dispatched` becomes `Command dispatched`. */
export function plainWords(type: string): string {
  const words = type.replaceAll(/[._]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
