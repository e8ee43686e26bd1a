import type { Permission } from '@legator/contracts';
import { TypeFilter } from '../signals/type-filter.js';
import type { FeedItem } from '../signals/signal.js';
import { anActor } from '../testing.js';
import { shownTo } from './discretion.js';
import { eventFrame, eventJson } from './event-frame.js';
import type { EventOutlet } from './event-outlet.js';
import type { EventSource } from './event-source.js';
import { EventStream } from './event-stream.js';

function anItem(over: Partial<FeedItem> = {}): FeedItem {
  return {
    seq: 5,
    id: 'x',
    tenantId: 'default',
    type: 'directive.requested',
    subject: { type: 'directive', id: 'd' },
    summary: 'Ana asked to run cat /etc/shadow',
    payload: { input: 'cat /etc/shadow' },
    probeId: 'prb-1',
    actor: { type: 'user', id: 'ana' },
    occurredAt: new Date(0),
    recordedAt: new Date(0),
    late: false,
    ...over,
  };
}

const reader = (...also: Permission[]) => anActor({ permissions: ['fleet:read', ...also] });

it.each([
  ['directive.requested', 'directive:read'],
  ['command.dispatched', 'directive:read'],
  ['rollout.paused', 'directive:read'],
  ['execution.frozen', 'directive:read'],
  ['approval.requested', 'approval:read'],
  ['breakglass.used', 'approval:read'],
  ['auth.authorization_denied', 'audit:read'],
  ['api_key.created', 'audit:read'],
  ['service_account.changed', 'audit:read'],
] as const)('tells the content of %s only to who has %s', (type, permission) => {
  const item = anItem({ type, subject: { type: 'thing', id: 't' } });
  expect(shownTo(reader(permission), item)).toBe(item);
  expect(shownTo(anActor(), item)).toBe(item);
  const others = (['directive:read', 'approval:read', 'audit:read'] as const).filter((p) => p !== permission);
  const closed = shownTo(reader(...others), item);
  expect(eventJson(closed) + eventFrame(closed).toString()).not.toContain('shadow');
});

it('says of what it hides only that it happened, when and at which probe', () => {
  expect(JSON.parse(eventJson(shownTo(reader(), anItem())))).toEqual({
    type: 'directive.requested',
    probe_id: 'prb-1',
    summary: 'Directive requested',
    detail: {},
    timestamp: '1970-01-01T00:00:00.000Z',
    seq: 5,
    late: false,
  });
});

it.each([
  ['by its subject', { subject: { type: 'directive', id: 'd' }, payload: {} }],
  ['by its payload', { subject: { type: 'probe', id: 'p' }, payload: { directive_id: 'd' } }],
])('hides what is about a directive %s, whatever its type', (_how, over) => {
  const item = anItem({ type: 'inventory.updated', ...over });
  expect(shownTo(reader(), item).summary).toBe('Inventory updated');
});

it('hides nothing of the fleet, and makes what it hides once for all readers', () => {
  const open = anItem({ type: 'probe.offline', subject: { type: 'probe', id: 'prb-1' } });
  expect(shownTo(reader(), open)).toBe(open);
  const item = anItem();
  expect(shownTo(reader(), item)).toBe(shownTo(reader(), item));
});

it('is kept by every stream, whatever its outlet', () => {
  const written: FeedItem[] = [];
  const outlet = {
    isGone: false,
    isFull: false,
    onDrain: () => undefined,
    open: () => undefined,
    sizeOf: () => 1,
    write: (items: readonly FeedItem[]) => void written.push(...items),
    rest: () => undefined,
  } as unknown as EventOutlet;
  const source = {
    fromMemory: (cursor: number) => ({ items: cursor < 5 ? [anItem()] : [], cursor: 5 }),
  } as unknown as EventSource;
  new EventStream(source, reader(), outlet).start(0, new TypeFilter());
  expect(written).toMatchObject([{ seq: 5, summary: 'Directive requested', payload: {} }]);
});
