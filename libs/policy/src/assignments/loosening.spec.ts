import type { PolicyInput } from '@legator/contracts';
import type { Target } from '@legator/fleet';
import { policy } from '../testing.js';
import { loosens, loosensComers } from './loosening.js';

const target = { id: 'prb-1', hostname: 'web-01', level: 'observe' } as Target;
const observe = (fields: Partial<PolicyInput> = {}) => policy({ level: 'observe', ...fields });
type Held = ReturnType<typeof policy>[];

const found = (before: Held, held: Held) =>
  loosens({ target, before: undefined, level: 'observe', held }, new Map([['prb-1', before]]));

describe('holds what a probe without a policy goes by against what comes', () => {
  it.each<[Partial<PolicyInput>, string | undefined]>([
    [{ self_approval: 'any' }, 'approve more of what they asked for themselves'],
    [{ self_approval: 'medium' }, undefined],
    [{ self_approval: 'never', require_second_approver: true }, undefined],
    // Without a policy the glass may be broken for any reason.
    [{ breakglass: { enabled: true, allowed_reasons: ['data_recovery'] } as never }, undefined],
  ])('%j', (fields, why) => {
    const said = why === undefined ? undefined : expect.stringContaining(why);
    expect(found([], [observe(fields)])).toEqual(said);
    for (const type of ['tag', 'site'] as const)
      expect(loosensComers({ type, id: 'x' }, undefined, observe(fields).document)).toEqual(said);
  });
});

it('lets a strict one stand beside a loose one, since the strictest terms count', () => {
  const [loose, strict] = [observe({ self_approval: 'any' }), observe({ self_approval: 'never' })];
  expect(found([], [loose, strict])).toBeUndefined();
  expect(found([strict], [loose, strict])).toBeUndefined();
  expect(found([strict], [loose])).toBeDefined();
});

it('takes what a policy that left had given for no more than what was there before it', () => {
  const left = { target: { ...target, level: 'remediate' } as Target, level: 'remediate' } as const;
  const before = { baseLevel: 'observe' } as NonNullable<Parameters<typeof loosens>[0]['before']>;
  const held = [policy({ level: 'remediate' })];
  expect(loosens({ ...left, before, held }, new Map())).toContain('would let remediate run');
  expect(loosens({ ...left, before: undefined, held }, new Map())).toBeUndefined();
});
