import { missingPermission } from './directives.errors.js';

it('names the permission that is missing, and who can grant it', () => {
  expect(missingPermission('policy:write', 'Apply a policy').message).toBe(
    'Apply a policy needs the permission policy:write, which you do not have. Whoever administers this tenant can grant it.',
  );
});
