import { Module } from '@nestjs/common';
import { FleetModule } from '@legator/fleet';
import { ViewQueriesModule } from '@legator/views';
import { FleetContext } from '../fleet-facts/fleet-context.js';
import { FleetQueryTool } from '../fleet-facts/fleet-query.tool.js';
import { NamedProbe } from '../fleet-facts/named-probe.js';
import { ProbeFactsTool } from '../fleet-facts/probe-facts.tool.js';
import { TimelineTool } from '../fleet-facts/timeline.tool.js';
import { HostQuestions } from './host-questions.js';
import { LiveAnswers } from './live-answers.js';
import { ViewReplies } from './replies/view-replies.js';
import { RuleReplies } from './rule-replies.js';
import { RulesAnswerer } from './rules-answerer.js';
import { Understanding } from './understand.js';

const tools = [FleetQueryTool, ProbeFactsTool, TimelineTool];

/** What answers without a model, and what of the fleet any answer may stand on: facts, and tools that read them. */
@Module({
  imports: [FleetModule, ViewQueriesModule],
  providers: [
    Understanding,
    HostQuestions,
    LiveAnswers,
    ViewReplies,
    RuleReplies,
    RulesAnswerer,
    ...[FleetContext, NamedProbe, ...tools],
  ],
  exports: [RulesAnswerer, FleetContext, ...tools],
})
export class RulesModule {}
