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
import { ApprovalsByProbe1780000009502 } from './1780000009502-approvals-by-probe.js';
import { DirectivesCanceledBy1780000009600 } from './1780000009600-directives-canceled-by.js';
import { ApprovalsDecisions1780000010000 } from './1780000010000-approvals-decisions.js';
import { PolicyTemplates1780000010000 } from './1780000010000-policy-templates.js';
import { DirectivesFreezeEnds1780000010001 } from './1780000010001-directives-freeze-ends.js';
import { CommandsRollouts1780000011000 } from './1780000011000-commands-rollouts.js';
import { ApprovalsParts1780000011001 } from './1780000011001-approvals-parts.js';
import { CommandsLines1780000012000 } from './1780000012000-commands-lines.js';
import { CommandsCaptures1780000013000 } from './1780000013000-commands-captures.js';
import { AuthIdentity1780000014000 } from './1780000014000-auth-identity.js';
import { AuthKeyOwners1780000014100 } from './1780000014100-auth-key-owners.js';
import { AuthTenantLimits1780000014200 } from './1780000014200-auth-tenant-limits.js';
import { FleetLookUps1780000014210 } from './1780000014210-fleet-look-ups.js';
import { CoreSecrets1780000014300 } from './1780000014300-core-secrets.js';
import { AuthOidc1780000014310 } from './1780000014310-auth-oidc.js';
import { FleetSites1780000015000 } from './1780000015000-fleet-sites.js';
import { PolicySites1780000015001 } from './1780000015001-policy-sites.js';
import { CommandsSites1780000015002 } from './1780000015002-commands-sites.js';
import { AuthSuspendedKeys1780000015100 } from './1780000015100-auth-suspended-keys.js';
import { FleetSuspendedProbes1780000015101 } from './1780000015101-fleet-suspended-probes.js';
import { AuthLessForApp1780000015200 } from './1780000015200-auth-less-for-app.js';
import { ModelsDock1780000016000 } from './1780000016000-models-dock.js';
import { DirectivesJudgedAt1780000016400 } from './1780000016400-directives-judged-at.js';
import { CommandsPolicyRevision1780000016401 } from './1780000016401-commands-policy-revision.js';
import { CommandsLimits1780000016402 } from './1780000016402-commands-limits.js';
import { ChatConversations1780000017000 } from './1780000017000-chat-conversations.js';
import { ChatPlainWords1780000017001 } from './1780000017001-chat-plain-words.js';
import { ChatCheckpoints1780000017500 } from './1780000017500-chat-checkpoints.js';
import { DirectivesOrigin1780000017510 } from './1780000017510-directives-origin.js';
import { ChatLeftovers1780000017520 } from './1780000017520-chat-leftovers.js';
import { ChatTasks1780000017530 } from './1780000017530-chat-tasks.js';
import { ChatConfirmations1780000017540 } from './1780000017540-chat-confirmations.js';
import { ChatTurnBelongings1780000017550 } from './1780000017550-chat-turn-belongings.js';
import { DirectivesConversation1780000017600 } from './1780000017600-directives-conversation.js';
import { FleetNeighbours1780000018100 } from './1780000018100-fleet-neighbours.js';
import { AuthProviderSays1780000018200 } from './1780000018200-auth-provider-says.js';
import { FleetVitalsDays1780000018300 } from './1780000018300-fleet-vitals-days.js';
import { ChatLateRuns1780000018400 } from './1780000018400-chat-late-runs.js';
import { ApprovalsWindowEnds1780000018500 } from './1780000018500-approvals-window-ends.js';

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
  ApprovalsByProbe1780000009502,
  DirectivesCanceledBy1780000009600,
  ApprovalsDecisions1780000010000,
  PolicyTemplates1780000010000,
  DirectivesFreezeEnds1780000010001,
  CommandsRollouts1780000011000,
  ApprovalsParts1780000011001,
  CommandsLines1780000012000,
  CommandsCaptures1780000013000,
  AuthIdentity1780000014000,
  AuthKeyOwners1780000014100,
  AuthTenantLimits1780000014200,
  FleetLookUps1780000014210,
  CoreSecrets1780000014300,
  AuthOidc1780000014310,
  FleetSites1780000015000,
  PolicySites1780000015001,
  CommandsSites1780000015002,
  AuthSuspendedKeys1780000015100,
  FleetSuspendedProbes1780000015101,
  AuthLessForApp1780000015200,
  ModelsDock1780000016000,
  DirectivesJudgedAt1780000016400,
  CommandsPolicyRevision1780000016401,
  CommandsLimits1780000016402,
  ChatConversations1780000017000,
  ChatPlainWords1780000017001,
  ChatCheckpoints1780000017500,
  DirectivesOrigin1780000017510,
  ChatLeftovers1780000017520,
  ChatTasks1780000017530,
  ChatConfirmations1780000017540,
  ChatTurnBelongings1780000017550,
  DirectivesConversation1780000017600,
  FleetNeighbours1780000018100,
  AuthProviderSays1780000018200,
  FleetVitalsDays1780000018300,
  ChatLateRuns1780000018400,
  ApprovalsWindowEnds1780000018500,
];
