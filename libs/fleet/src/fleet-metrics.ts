import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { MetricsRegistry } from '@legator/core';
import { ProbeChannel } from './probe-channel.js';
import { ProbesService } from './probes/probes.service.js';
import { SummaryContributors } from './summary-contributors.js';

/** The fleet in numbers, under upstream's names; whoever scrapes sees their own tenant. */
@Injectable()
export class FleetMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: MetricsRegistry,
    private readonly probes: ProbesService,
    private readonly summary: SummaryContributors,
    private readonly channel: ProbeChannel,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge({
      name: 'legator_probes_total',
      help: 'Probes by status',
      labels: ['status'],
      collect: async () => each('status', (await this.probes.summary(this.summary)).counts),
    });
    this.metrics.gauge({
      name: 'legator_probes_registered',
      help: 'Probes, whatever their status',
      collect: async () => (await this.probes.summary(this.summary)).total,
    });
    this.metrics.gauge({
      name: 'legator_probes_by_tag',
      help: 'Probes by tag',
      labels: ['tag'],
      collect: async () => each('tag', await this.probes.tags()),
    });
    this.metrics.gauge({
      name: 'legator_websocket_connections',
      help: 'Connections of probes to this replica',
      collect: () => this.channel.connectedCount(),
    });
  }
}

function each(label: string, counts: Readonly<Record<string, number>>) {
  return Object.entries(counts).map(([name, value]) => ({ labels: { [label]: name }, value }));
}
