import { CoreRoles1780000001000 } from './1780000001000-core-roles.js';
import { CoreSignals1780000002000 } from './1780000002000-core-signals.js';
import { DirectivesSpine1780000004000 } from './1780000004000-directives-spine.js';
import { AuditTrail1780000005000 } from './1780000005000-audit-trail.js';

/** Every migration in order. Forward only; one room per file; never edited once released. */
export const migrations = [
  CoreRoles1780000001000,
  CoreSignals1780000002000,
  DirectivesSpine1780000004000,
  AuditTrail1780000005000,
];
