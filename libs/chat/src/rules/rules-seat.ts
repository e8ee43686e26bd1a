import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Offers } from '../conversations/offers.service.js';
import { FleetQueryTool } from '../fleet-facts/fleet-query.tool.js';
import { ProbeFactsTool } from '../fleet-facts/probe-facts.tool.js';
import { TimelineTool } from '../fleet-facts/timeline.tool.js';
import { ToolBox } from '../tools/chat-tool.js';
import { Answerers } from '../turns/answerers.js';
import { RulesAnswerer } from './rules-answerer.js';

/** The rules answer when nobody else does; the tools that read are everybody's. */
@Injectable()
export class RulesSeat implements OnModuleInit {
  constructor(
    private readonly answerers: Answerers,
    private readonly box: ToolBox,
    private readonly rules: RulesAnswerer,
    private readonly offers: Offers,
    private readonly fleetQuery: FleetQueryTool,
    private readonly probeFacts: ProbeFactsTool,
    private readonly timeline: TimelineTool,
  ) {}

  onModuleInit(): void {
    this.answerers.use('rules', this.rules);
    this.rules.tellOfModels((turn) => this.answerers.hasModel(turn));
    this.rules.tellOfOffers((turn) => this.offers.proposerOf(turn));
    for (const tool of [this.fleetQuery, this.probeFacts, this.timeline]) this.box.add(tool);
  }
}
