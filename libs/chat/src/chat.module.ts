import { Module } from '@nestjs/common';
import { CommandsModule } from '@legator/commands';
import { FleetModule } from '@legator/fleet';
import { ModelsModule } from '@legator/models';
import {
  CONVERSATIONS,
  ConversationsController,
  MessagesController,
  UpstreamChatController,
} from './conversations/conversations.parts.js';
import { LOOP } from './loop/loop.parts.js';
import { RUNS, ConversationRunsController } from './runs/runs.parts.js';
import { STREAMS } from './streams/streams.parts.js';
import { RulesModule } from './rules/rules.module.js';
import { RulesSeat } from './rules/rules-seat.js';
import { TASKS, TasksController } from './tasks/tasks.parts.js';
import { ToolBox } from './tools/chat-tool.js';
import { Answerers } from './turns/answerers.js';
import { TURNS } from './turns/turns.parts.js';

/** What the control plane binds in to have chat. */
@Module({
  imports: [FleetModule, CommandsModule, ModelsModule, RulesModule],
  controllers: [
    ConversationsController,
    MessagesController,
    ConversationRunsController,
    UpstreamChatController,
    TasksController,
  ],
  providers: [ToolBox, ...CONVERSATIONS, ...TURNS, ...STREAMS, ...RUNS, ...LOOP, ...TASKS, RulesSeat],
  exports: [ToolBox, Answerers],
})
export class ChatModule {}
