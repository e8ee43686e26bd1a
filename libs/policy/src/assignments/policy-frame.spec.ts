import { MAX_FRAME_BYTES } from '@legator/contracts';
import { policy } from '../testing.js';
import { messageBytes, policyFrame } from './policy-frame.js';

const many = (verb: string) =>
  Array.from({ length: 100 }, (_, n) => ({ target: `/${n}`, verb, then: 'deny' as const }));

it('tells a probe all that it can hold to', () => {
  const frame = policyFrame({ revision: 4, level: 'remediate' }, [
    policy({ block: many('x'), blocked: ['rm'] }),
  ]);
  expect(frame).toMatchObject({ revision: 4, level: 'remediate', blocked: ['rm'] });
  expect(frame.block).toHaveLength(100);
});

it('tells it to run nothing but looks where the policies of many tags find no room', () => {
  const held = Array.from({ length: 25 }, (_, n) => policy({ block: many('v'.repeat(450)) }, `p${n}`));
  const frame = policyFrame({ revision: 4, level: 'remediate' }, held);
  expect(frame).toMatchObject({ revision: 4, level: 'observe', block: [], blocked: [] });
  expect(messageBytes(frame)).toBeLessThan(MAX_FRAME_BYTES);
});
