import { Admission } from './admission.js';

const setup = (limits = {}) => {
  let now = 0;
  const admission = new Admission({ perSecond: 10, burst: 3, concurrent: 2, ...limits }, () => now);
  return { admission, pass: (ms: number) => (now += ms) };
};

it('lets no more in at once than it can look at, however often one leaves', () => {
  const { admission } = setup();
  const leave = admission.enter()!;
  expect(admission.enter()).toBeDefined();
  expect(admission.enter()).toBeUndefined();
  leave();
  leave();
  expect(admission.enter()).toBeDefined();
  expect(admission.enter()).toBeUndefined();
});

it('spends its burst, then lets in as many as time allows', () => {
  const { admission, pass } = setup({ concurrent: 100 });
  const entered = () => Array.from({ length: 20 }, () => admission.enter()).filter(Boolean).length;
  expect(entered()).toBe(3);
  pass(200);
  expect(entered()).toBe(2);
  pass(60_000);
  expect(entered()).toBe(3);
});
