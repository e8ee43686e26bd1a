import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { EventStreams } from '../events/event-streams.js';
import { FeedTail } from '../signals/feed-tail.js';
import { DeliveryDesk } from '../signals/delivery-desk.service.js';
import { MetricsRegistry } from './metrics-registry.js';

/** What the ground itself has to show. */
@Injectable()
export class CoreMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: MetricsRegistry,
    private readonly tail: FeedTail,
    private readonly streams: EventStreams,
    private readonly desk: DeliveryDesk,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge({
      name: 'legator_feed_sequence',
      help: 'Number of the newest signal known to this replica',
      collect: () => Math.max(0, this.tail.newest),
    });
    this.metrics.gauge({
      name: 'legator_event_streams',
      help: 'Readers of the live feed on this replica',
      collect: () => this.streams.size,
    });
    this.metrics.gauge({
      name: 'legator_signal_handler_lag',
      help: 'Numbers of the feed that lie ahead of a handler',
      labels: ['handler'],
      collect: async () =>
        (await this.desk.listHandlers()).map(({ name, lag }) => ({ labels: { handler: name }, value: lag })),
    });
    this.metrics.gauge({
      name: 'legator_signal_deliveries',
      help: 'Failed deliveries that wait for another attempt, or were given up',
      labels: ['handler', 'state'],
      collect: async () =>
        (await this.desk.listHandlers()).flatMap(({ name, pending, dead }) => [
          { labels: { handler: name, state: 'pending' }, value: pending },
          { labels: { handler: name, state: 'dead' }, value: dead },
        ]),
    });
  }
}
