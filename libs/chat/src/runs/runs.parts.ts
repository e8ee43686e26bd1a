import { AskUserTool } from './ask-user.tool.js';
import { Confirmations } from './confirmations.service.js';
import { LateAnswers } from './late-answers.js';
import { LateRuns } from './late-runs.js';
import { LateRunsStore } from './late-runs.store.js';
import { NamedHosts } from './named-hosts.js';
import { ProposePlanTool } from './propose-plan.tool.js';
import { ReadOutputTool } from './read-output.tool.js';
import { RunCalls } from './run-calls.service.js';
import { RunPages } from './run-pages.service.js';
import { RunCommandTool } from './run-command.tool.js';
import { RunRequests } from './run-requests.service.js';
import { RunViews } from './run-views.service.js';
import { RunsStore } from './runs.store.js';

export { ConversationRunsController } from './conversation-runs.controller.js';

/** The tools that act, and what they stand on. */
export const RUNS = [
  RunsStore,
  Confirmations,
  NamedHosts,
  RunRequests,
  RunViews,
  RunPages,
  RunCalls,
  LateRunsStore,
  LateAnswers,
  LateRuns,
  RunCommandTool,
  ProposePlanTool,
  ReadOutputTool,
  AskUserTool,
];
