import { z } from 'zod';

/** What an actor may be allowed to do. `admin` implies all others. */
export const Permission = z.enum([
  'admin',
  'approval:read',
  'approval:write',
  'audit:read',
  'command:exec',
  'directive:cancel',
  'directive:read',
  'directive:rerun',
  'execution:freeze',
  'fleet:read',
  'fleet:write',
  'key:manage',
  'signal:read',
  'signal:replay',
  'signal:write',
]);
export type Permission = z.infer<typeof Permission>;
