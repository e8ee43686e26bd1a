import { rulesOf } from './rationale-words.js';

it('says once what is a reason and was looked at, with the words that were looked at', () => {
  const level = { code: 'above_level', text: 'It needs remediate.' };
  const rules = rulesOf({
    reasons: [level, { code: 'cp', text: 'cp changes the host.' }],
    indicators: [
      { name: 'command_risk', value: 'medium', drove_outcome: false },
      { name: 'cp', value: 'cp /a /b', message: 'cp changes the host.', drove_outcome: true },
    ],
  });
  expect(rules.map(({ name, value, decided }) => [name, value, decided])).toEqual([
    ['above_level', '', true],
    ['cp', 'cp /a /b', true],
    ['command_risk', 'medium', false],
  ]);
});
