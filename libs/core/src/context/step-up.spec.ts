import { anActor } from '../testing.js';
import type { ActorSession } from './actor.js';
import { confirmedLately } from './step-up.js';

const NOW = new Date('2026-11-20T08:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1_000);
const user = (session: Partial<ActorSession>) => anActor({ type: 'user', session: { id: 's', ...session } });

it.each([
  ['somebody a minute ago', user({ confirmedAt: ago(60), confirmedBy: 'password' }), true],
  ['five minutes ago', user({ confirmedAt: ago(300), confirmedBy: 'password' }), true],
  ['a second longer ago', user({ confirmedAt: ago(301), confirmedBy: 'password' }), false],
  ['never', user({}), false],
  ['without a sign-in', anActor({ type: 'user' }), false],
  [
    'by password, with a passkey',
    user({ confirmedAt: ago(1), confirmedBy: 'password', hasPasskey: true }),
    false,
  ],
  ['by passkey', user({ confirmedAt: ago(1), confirmedBy: 'passkey', hasPasskey: true }), true],
  ['a key', anActor({ type: 'key' }), false],
  ['the control plane', anActor({ type: 'system' }), false],
  ['everybody, with sign-in off', anActor({ type: 'local' }), true],
])('knows who was there lately: %s', (_who, actor, expected) => {
  expect(confirmedLately(actor, NOW)).toBe(expected);
});
