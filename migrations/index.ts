import { CoreRoles1780000001000 } from './1780000001000-core-roles.js';
import { CoreSignals1780000002000 } from './1780000002000-core-signals.js';
import { AuthKeys1780000003000 } from './1780000003000-auth-keys.js';
import { DirectivesSpine1780000004000 } from './1780000004000-directives-spine.js';
import { AuditTrail1780000005000 } from './1780000005000-audit-trail.js';
import { FleetProbes1780000006000 } from './1780000006000-fleet-probes.js';
import { CommandsDispatch1780000007000 } from './1780000007000-commands-dispatch.js';
import { ApprovalsRequests1780000008000 } from './1780000008000-approvals-requests.js';
import { FleetSavedFilters1780000009000 } from './1780000009000-fleet-saved-filters.js';
import { AuditProbeTimeline1780000009500 } from './1780000009500-audit-probe-timeline.js';
import { ApprovalsEnded1780000009501 } from './1780000009501-approvals-ended.js';

/** Every migration in order. Forward only; one room per file; never edited once released. */
export const migrations = [
  CoreRoles1780000001000,
  CoreSignals1780000002000,
  AuthKeys1780000003000,
  DirectivesSpine1780000004000,
  AuditTrail1780000005000,
  FleetProbes1780000006000,
  CommandsDispatch1780000007000,
  ApprovalsRequests1780000008000,
  FleetSavedFilters1780000009000,
  AuditProbeTimeline1780000009500,
  ApprovalsEnded1780000009501,
];
