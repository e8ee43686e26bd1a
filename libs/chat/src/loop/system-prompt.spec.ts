import { anActor } from '@legator/core/testing';
import { systemPrompt } from './system-prompt.js';

const prompt = (over: Parameters<typeof anActor>[0] = {}) =>
  systemPrompt({
    turn: {
      scope: 'probe',
      actor: anActor(over),
      target: null,
      question: 'How is it?',
    },
    today: new Date('2026-01-02T03:04:05Z'),
    probe: 'prb-00000001',
    rounds: 6,
    commands: 5,
  });

it('promises a model that only what reads runs at once', () => {
  const text = prompt();
  expect(text).toContain('about one host, prb-00000001. You reach no other');
  expect(text).toContain(
    'Commands that only read run at once; everything else you ask for waits for a person',
  );
  expect(text).not.toMatch(/changes[^.;]* run[^.;]* at once/);
});

it('tells of no commands to run for whoever may run none', () => {
  expect(prompt({ permissions: ['fleet:read'] })).not.toContain('run at once');
});
