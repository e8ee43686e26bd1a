import fc from 'fast-check';

it('tries properties with the same examples in every run', () => {
  const { seed } = fc.readConfigureGlobal();
  expect(seed).toEqual(expect.any(Number));
  const examples = () => fc.sample(fc.string(), 20);
  expect(examples()).toEqual(examples());
});
